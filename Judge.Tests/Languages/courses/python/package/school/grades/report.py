from .. import constants


def average(numbers):
    return round(sum(numbers) / len(numbers), constants.DIGITS)

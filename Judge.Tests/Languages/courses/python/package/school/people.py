from .grades.report import average


class Teacher:
    def __init__(self, name):
        self.name = name

    def __str__(self):
        return f"{self.name} ({average([2, 2])})"

def half(x):
    return x / 0


print("before")
half(3)

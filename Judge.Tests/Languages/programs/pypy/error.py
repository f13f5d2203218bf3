values = []
print(values[3])

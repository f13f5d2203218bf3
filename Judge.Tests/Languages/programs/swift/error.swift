let values = [1]
print(values[values.count + 2])

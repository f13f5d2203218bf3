var x = Int8(readLine()!)!
x += 1
print(x)

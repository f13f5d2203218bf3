let numbers = [1, 2, 3]
print("before")
print(numbers[Int(readLine()!)!])

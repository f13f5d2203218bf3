var sum = 0
while let line = readLine() {
    sum += Int(line)!
}
print(sum)

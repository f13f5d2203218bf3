let name = readLine()!
print("\(name) / Grüße, 世界 🌍 / \(name.unicodeScalars.count)")

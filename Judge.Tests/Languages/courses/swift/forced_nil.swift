let name: String? = readLine().flatMap { $0.isEmpty ? nil : $0 }
print(name!)

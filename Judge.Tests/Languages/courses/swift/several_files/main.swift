import Foundation

enum AccountError: Error { case overdrawn(by: Int) }

struct Account {
    private(set) var balance: Int

    mutating func withdraw(_ amount: Int) throws {
        guard amount <= balance else { throw AccountError.overdrawn(by: amount - balance) }
        balance -= amount
    }
}

actor Counter {
    private var value = 0
    func next() -> Int { value += 1; return value }
}

let first = readLine()!
var sum = 0
while let line = readLine() { sum += line.split(separator: " ").compactMap { Int($0) }.reduce(0, +) }
print(first, sum, CommandLine.arguments.dropFirst().joined(separator: ","))
let shapes: [Shape] = [Circle(radius: 1), Square(side: 2)]
print(shapes.map { String(format: "%.2f", $0.area) }.joined(separator: ", "))
var account = Account(balance: 1)
do { try account.withdraw(2) } catch AccountError.overdrawn(let by) { print("overdrawn by \(by)") }
let counter = Counter()
let values = await withTaskGroup(of: Int.self) { group in
    for _ in 0..<5 { group.addTask { await counter.next() } }
    return await group.reduce(0, +)
}
print(values, "größe".uppercased(), "größe".count)
let json = try JSONSerialization.data(withJSONObject: ["a": [1, 2]], options: [.sortedKeys])
print(String(data: json, encoding: .utf8)!, Dictionary(grouping: 1...5) { $0 % 2 }[1]!)
struct Student: Codable { let name: String; let grade: Int }
print(try JSONDecoder().decode(Student.self, from: Data(#"{"name": "Ann", "grade": 1}"#.utf8)).name)
let formatter = DateFormatter()
formatter.dateFormat = "yyyy-MM-dd"
formatter.timeZone = TimeZone(identifier: "UTC")
print(formatter.string(from: Date(timeIntervalSince1970: 0)), "a,b".components(separatedBy: ","), sqrt(2.25))

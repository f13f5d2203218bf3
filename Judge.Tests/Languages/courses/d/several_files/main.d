import std.algorithm, std.array, std.conv, std.format, std.parallelism, std.range, std.stdio;
import zoo.lion;

struct Point {
    int x, y;
    Point opBinary(string op : "+")(Point other) const => Point(x + other.x, y + other.y);
}

unittest { assert(Point(1, 2) + Point(1, 1) == Point(2, 3)); }

void main(string[] args) {
    auto numbers = stdin.byLine.map!(line => line.to!int).array;
    writeln(numbers.filter!(n => n % 2).map!(n => n * n).sum, " ", args[1]);
    int[string] counts;
    foreach (word; "b a b".splitter) counts[word]++;
    foreach (key; counts.keys.sort) writef("%s=%d ", key, counts[key]);
    writeln(format("%05.2f %s", 3.14159, Point(1, 2) + Point(1, 1)), " ", new Lion("größe").roar);
    writeln(taskPool.reduce!"a + b"(iota(101)));
    try throw new Exception("thrown");
    catch (Exception e) writeln(e.msg);
}

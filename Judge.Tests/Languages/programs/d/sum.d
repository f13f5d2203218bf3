import std.stdio, std.array, std.conv, std.algorithm;

void main() {
    long sum = 0;
    foreach (line; stdin.byLine)
        foreach (number; line.split)
            sum += number.to!long;
    writeln(sum);
}

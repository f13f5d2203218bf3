import std.stdio;

void main() {
    int[] numbers = [1, 2, 3];
    writeln("before");
    writeln(numbers[numbers.length]);
}

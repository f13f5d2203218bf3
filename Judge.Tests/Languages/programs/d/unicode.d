import std.stdio, std.string;
static import std.utf;

void main() {
    auto name = readln().strip;
    writefln("%s / Grüße, 世界 🌍 / %s", name, std.utf.count(name));
}

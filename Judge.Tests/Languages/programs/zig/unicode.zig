const std = @import("std");

pub fn main() !void {
    var line: [4096]u8 = undefined;
    const name = (try std.io.getStdIn().reader().readUntilDelimiterOrEof(&line, '\n')).?;
    const length = try std.unicode.utf8CountCodepoints(name);
    try std.io.getStdOut().writer().print("{s} / Grüße, 世界 🌍 / {d}\n", .{ name, length });
}

const std = @import("std");

pub fn main() !void {
    var line: [4096]u8 = undefined;
    const reader = std.io.getStdIn().reader();
    while (try reader.readUntilDelimiterOrEof(&line, '\n')) |text| {
        try std.io.getStdOut().writer().print("{s}\n", .{text});
    }
}

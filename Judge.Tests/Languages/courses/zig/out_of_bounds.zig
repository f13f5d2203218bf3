const std = @import("std");

pub fn main() !void {
    var args = std.process.args();
    var count: usize = 2;
    while (args.next()) |_| count += 1;
    const numbers = [_]i32{ 1, 2, 3 };
    try std.io.getStdOut().writeAll("before\n");
    try std.io.getStdOut().writer().print("{d}\n", .{numbers[count]});
}

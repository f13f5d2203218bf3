const std = @import("std");

pub fn main() !void {
    const text = try std.io.getStdIn().readToEndAlloc(std.heap.page_allocator, 1 << 24);
    var sum: i64 = 0;
    var words = std.mem.tokenizeAny(u8, text, " \n");
    while (words.next()) |word| sum += try std.fmt.parseInt(i64, word, 10);
    try std.io.getStdOut().writer().print("{d}\n", .{sum});
}

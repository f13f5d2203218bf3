const std = @import("std");

pub const Lion = struct {
    name: []const u8,

    pub fn roar(self: Lion, writer: anytype) !void {
        try writer.print("{s} roars\n", .{self.name});
    }
};

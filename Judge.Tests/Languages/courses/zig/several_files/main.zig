const std = @import("std");
const Lion = @import("zoo/lion.zig").Lion;

const Overdrawn = error{Overdrawn};

fn Stack(comptime T: type) type {
    return struct {
        items: std.ArrayList(T),

        fn push(self: *@This(), item: T) !void {
            try self.items.append(item);
        }
    };
}

fn withdraw(balance: i64, amount: i64) Overdrawn!i64 {
    return if (amount > balance) error.Overdrawn else balance - amount;
}

fn add(total: *std.atomic.Atomic(u32), n: u32) void {
    _ = total.fetchAdd(n, .Monotonic);
}

pub fn main() !void {
    var gpa = std.heap.GeneralPurposeAllocator(.{}){};
    defer std.debug.assert(gpa.deinit() == .ok);
    const allocator = gpa.allocator();
    var buffered = std.io.bufferedWriter(std.io.getStdOut().writer());
    const out = buffered.writer();

    const args = try std.process.argsAlloc(allocator);
    defer std.process.argsFree(allocator, args);
    var stack = Stack(i64){ .items = std.ArrayList(i64).init(allocator) };
    defer stack.items.deinit();
    var line: [100]u8 = undefined;
    const reader = std.io.getStdIn().reader();
    while (try reader.readUntilDelimiterOrEof(&line, '\n')) |text| try stack.push(try std.fmt.parseInt(i64, text, 10));
    std.mem.sort(i64, stack.items.items, {}, std.sort.desc(i64));
    try out.print("{any} {s}\n", .{ stack.items.items, args[1] });

    var counts = std.StringHashMap(u32).init(allocator);
    defer counts.deinit();
    var words = std.mem.splitScalar(u8, "b a b", ' ');
    while (words.next()) |word| {
        (try counts.getOrPutValue(word, 0)).value_ptr.* += 1;
    }
    try out.print("{?d} {d:.2} {!d}\n", .{ counts.get("b"), 3.14159, withdraw(1, 2) });

    var total = std.atomic.Atomic(u32).init(0);
    var threads: [4]std.Thread = undefined;
    for (&threads, 1..) |*thread, n| thread.* = try std.Thread.spawn(.{}, add, .{ &total, @as(u32, @intCast(n)) });
    for (threads) |thread| thread.join();
    const parsed = try std.json.parseFromSlice(struct { b: i32 }, allocator, "{\"b\": 3}", .{});
    defer parsed.deinit();
    try out.print("{d} {d}\n", .{ total.load(.Monotonic), parsed.value.b });
    try (Lion{ .name = "größe" }).roar(out);
    try buffered.flush();
}

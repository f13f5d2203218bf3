pub fn main() !void {
    return error.AsAsked;
}

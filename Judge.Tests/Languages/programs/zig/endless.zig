pub fn main() void {
    var i: u64 = 0;
    const seen: *volatile u64 = &i;
    while (true) seen.* +%= 1;
}

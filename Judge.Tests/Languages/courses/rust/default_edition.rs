// `gen` is a word of one's own until edition 2024, and a reserved one in it.
fn main() {
    let gen = 2021;
    println!("{gen}");
}

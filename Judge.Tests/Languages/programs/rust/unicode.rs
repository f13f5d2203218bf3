use std::io;

fn main() {
    let mut line = String::new();
    io::stdin().read_line(&mut line).unwrap();
    let name = line.trim();
    println!("{} / Grüße, 世界 🌍 / {}", name, name.chars().count());
}

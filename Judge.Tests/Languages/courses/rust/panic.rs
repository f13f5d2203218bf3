fn main() {
    println!("before");
    let numbers = vec![1, 2, 3];
    let index = std::env::args().count() + 2;
    println!("{}", numbers[index]);
}

// In edition 2024 a block's last value is dropped before its variables; before, this does not compile.
use std::cell::RefCell;

fn length() -> usize {
    let text = RefCell::new("ab");
    text.borrow().len()
}

fn main() {
    println!("{}", length());
}

fn main() {
    panic!("as asked");
}

String greet(String name) { return "Hello, " + name; }

void main() {
    IO.println(greet(IO.readln()));
}

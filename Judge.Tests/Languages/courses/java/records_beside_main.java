public record Point(int x, int y) {
    double length() { return Math.sqrt(x * x + y * y); }
}

void main() {
    IO.println(new Point(3, 4).length());
}

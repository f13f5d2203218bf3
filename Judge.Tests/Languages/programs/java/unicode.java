import java.util.Scanner;

void main() {
    String name = new Scanner(System.in).nextLine();
    System.out.println(name + " / Grüße, 世界 🌍 / " + name.codePointCount(0, name.length()));
}

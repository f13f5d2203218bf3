package shop;

public class Main {
    public static void main(String[] args) { System.out.println(new Basket().add(2).add(3) + " " + args[0]); }
}

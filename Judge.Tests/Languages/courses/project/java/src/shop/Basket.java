package shop;

class Basket {
    private int total;

    Basket add(int price) {
        total += price;
        return this;
    }

    @Override public String toString() { return "total " + total; }
}

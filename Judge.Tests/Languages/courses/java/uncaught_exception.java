public class Main {
    static int depth(int[] numbers, int at) { return numbers[at]; }

    public static void main(String[] args) {
        System.out.println("before");
        System.out.println(depth(new int[3], 3));
    }
}

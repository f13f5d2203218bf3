import java.util.*;
import java.util.function.*;
import java.util.stream.*;

/** What a start ahead of the compiler compiles: short, and of many kinds. */
class Small {
    interface Shape { double area(); }
    record Square(double side) implements Shape { public double area() { return side * side; } }
    enum Colour { RED, GREEN }

    static <T extends Comparable<T>> T most(Collection<? extends T> all) { return Collections.max(all); }

    public static void main(String[] args) throws Exception {
        Scanner in = new Scanner(System.in);
        Map<String, List<Integer>> groups = new TreeMap<>();
        while (in.hasNextInt()) {
            int number = in.nextInt();
            groups.computeIfAbsent(number % 2 == 0 ? "even" : "odd", key -> new ArrayList<>()).add(number);
        }
        for (Map.Entry<String, List<Integer>> group : groups.entrySet())
            System.out.println(group.getKey() + ": " + group.getValue().stream().map(String::valueOf).collect(Collectors.joining(", ")));
        int[][] grid = new int[3][4];
        for (int row = 0; row < grid.length; row++)
            for (int column = 0; column < grid[row].length; column++)
                grid[row][column] += row * column;
        Shape shape = new Square(2);
        String text = switch (Colour.valueOf("RED")) { case RED -> "red"; case GREEN -> "green"; };
        BiFunction<Integer, Integer, Integer> sum = Integer::sum;
        try {
            System.out.printf("%s %.1f %d %s%n", text, shape.area(), sum.apply(1, 2), most(List.of(1, 2)));
        } catch (IllegalStateException e) {
            throw new RuntimeException(e.getMessage());
        } finally {
            System.out.println(Arrays.deepToString(grid) + new StringBuilder("abc").reverse());
        }
    }
}

import java.util.*;
import java.util.concurrent.*;
import java.util.stream.*;

sealed interface Shape permits Circle, Square { }
record Circle(double radius) implements Shape { }
record Square(double side) implements Shape {
    Square {
        if (side < 0) throw new IllegalArgumentException("side is " + side);
    }
}
enum Color { RED, GREEN; Color next() { return values()[(ordinal() + 1) % values().length]; } }

public class Modern {
    static double area(Shape shape) {
        return switch (shape) {
            case Circle(double r) when r > 100 -> Double.POSITIVE_INFINITY;
            case Circle(var r) -> Math.PI * r * r;
            case Square(var s) -> s * s;
        };
    }

    public static void main(String[] args) throws Exception {
        var text = """
            Two "lines"
            with größe\
            """;
        System.out.println(text);
        System.out.println(Stream.of(new Circle(1), new Square(2)).mapToDouble(Modern::area).mapToObj("%.2f"::formatted).collect(Collectors.joining(", ")));
        try (var pool = Executors.newVirtualThreadPerTaskExecutor()) {
            var futures = IntStream.range(0, 100).mapToObj(i -> pool.submit(() -> { Thread.sleep(5); return i; })).toList();
            int sum = 0;
            for (var future : futures) sum += future.get();
            System.out.println(sum);
        }
        System.out.println(CompletableFuture.supplyAsync(() -> 20).thenCombine(CompletableFuture.supplyAsync(() -> 22), Integer::sum).get());
        Object object = 42;
        if (object instanceof Integer number && number > 40) System.out.println(Color.GREEN.next() + " " + number);
        System.out.println(IntStream.rangeClosed(1, 20).boxed().parallel().collect(Collectors.partitioningBy(i -> i % 2 == 0, Collectors.summingInt(i -> i))));
        try {
            new Square(-1);
        } catch (IllegalArgumentException e) {
            System.out.println(e.getMessage());
        }
    }
}

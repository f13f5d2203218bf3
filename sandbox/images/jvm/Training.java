package judge.training;

import java.io.*;
import java.math.*;
import java.util.*;
import java.util.concurrent.*;
import java.util.stream.*;

/** What programs of a judge use at their start: reading, collections, streams, formatting, threads, exceptions. */
public class Training {
    record Point(int x, int y) {}
    sealed interface Shape permits Circle, Square {}
    record Circle(double radius) implements Shape {}
    record Square(double side) implements Shape {}

    public static void main(String[] args) throws Exception {
        Scanner in = new Scanner(System.in);
        String line = in.nextLine();
        int number = in.nextInt();
        double real = in.nextDouble();
        long big = in.nextLong();
        collections(line);
        System.out.println("Hello, " + line + "! " + number + real + big);
        System.out.printf("%d %s %.3f %5d %x%n", number, line, real, big, number);
        System.out.println(IntStream.range(0, 9).filter(i -> i % 2 == 0).mapToObj(i -> new Point(i, i)).collect(Collectors.toList()));
        System.out.println(Arrays.stream(line.split(" ")).map(String::length).sorted(Comparator.reverseOrder()).map(String::valueOf).collect(Collectors.joining(" ")));
        Shape shape = new Circle(1);
        System.out.println(switch (shape) { case Circle circle -> "circle " + circle.radius(); case Square square -> "square " + square.side(); });
        System.out.println(new BigInteger("12345678901234567890").multiply(BigInteger.TEN) + " " + new BigDecimal("1.5").setScale(0, RoundingMode.HALF_UP));
        writers();
        threads();
    }

    private static void collections(String line) {
        Map<String, Integer> counts = new HashMap<>();
        for (String word : line.split(" ")) counts.merge(word, 1, Integer::sum);
        TreeMap<String, List<Integer>> tree = new TreeMap<>(Comparator.reverseOrder());
        tree.computeIfAbsent("key", key -> new ArrayList<>()).add(1);
        PriorityQueue<int[]> queue = new PriorityQueue<>((a, b) -> Integer.compare(a[0], b[0]));
        queue.add(new int[] {2});
        queue.add(new int[] {1});
        Deque<Integer> deque = new ArrayDeque<>(List.of(1, 2, 3));
        List<Integer> list = new ArrayList<>(List.of(3, 1, 2));
        Collections.sort(list);
        list.sort(Comparator.comparing(x -> -x));
        list.removeIf(x -> x > 2);
        int[] array = {3, 1, 2};
        Arrays.sort(array);
        System.out.println(counts + " " + tree + queue.poll()[0] + deque + list + new TreeSet<>(Set.of(3, 1)) + new LinkedHashMap<>(counts) + Arrays.toString(array));
        System.out.println(counts.entrySet().stream().sorted(Map.Entry.comparingByKey()).collect(Collectors.groupingBy(Map.Entry::getValue, Collectors.counting())));
        System.out.println(new BitSet(8) + String.join(",", list.stream().map(Object::toString).toList()) + Stream.of("x", "y").reduce((x, y) -> x + y).orElse(""));
    }

    private static void writers() throws IOException {
        BufferedReader reader = new BufferedReader(new InputStreamReader(System.in));
        reader.readLine();
        StringTokenizer tokens = new StringTokenizer("a b c");
        StringBuilder text = new StringBuilder();
        while (tokens.hasMoreTokens()) text.append(tokens.nextToken()).append(1).append('c').append(2.5);
        PrintWriter writer = new PrintWriter(new BufferedWriter(new OutputStreamWriter(System.out)));
        writer.println(text.reverse());
        writer.printf("%d\n", 3);
        writer.flush();
    }

    private static void threads() throws Exception {
        Thread thread = new Thread(() -> System.out.println("thread"));
        thread.start();
        thread.join();
        ExecutorService pool = Executors.newFixedThreadPool(2);
        System.out.println(pool.submit(() -> 1).get());
        pool.shutdown();
        try {
            Object nothing = null;
            nothing.hashCode();
        } catch (NullPointerException e) {
            e.printStackTrace();
        }
    }
}

import java.io.*;
import java.nio.charset.StandardCharsets;
import java.nio.file.*;
import java.time.*;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

public class Main {
    public static void main(String[] args) throws IOException {
        BufferedReader reader = new BufferedReader(new InputStreamReader(System.in));
        String name = reader.readLine();
        int sum = reader.lines().mapToInt(Integer::parseInt).sum();
        System.out.printf("%s %d %s%n", name, sum, String.join(",", args));
        Files.writeString(Path.of("größe.txt"), "drei Zeilen\nzwei\neins\n");
        System.out.println(Files.readAllLines(Path.of("größe.txt"), StandardCharsets.UTF_8).size());
        System.out.println(LocalDate.of(2026, 2, 28).plusDays(1).format(DateTimeFormatter.ofPattern("EEEE d MMMM", Locale.ENGLISH)));
        System.out.println(LocalDate.of(2026, 2, 28).format(DateTimeFormatter.ofPattern("EEEE d. MMMM", Locale.GERMAN)));
        System.err.println("done");
    }
}

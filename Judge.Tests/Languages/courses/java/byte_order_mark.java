/* This public class Wrong { is a comment. */
import java.util.function.*;

@SuppressWarnings({"unused", "public class Wrong"}) public class Right {
    static String text = "public class Wrong {";

    public static class Inner { }

    public static void main(String[] args) {
        Supplier<String> größe = () -> "größe";
        System.out.println(größe.get() + " " + Right.class.getName());
    }
}

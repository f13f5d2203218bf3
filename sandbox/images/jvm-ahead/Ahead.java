package judge.ahead;

import com.sun.source.util.*;
import java.io.*;
import java.lang.invoke.*;
import java.nio.charset.StandardCharsets;
import java.nio.file.*;
import java.util.*;
import java.util.stream.Stream;

/**
 * A compiler that is started before there is anything to compile: it compiles a small program of its own, so that its classes are loaded and its
 * methods compiled, and is held where it opens its standard input, which tells what it is to do (docs/sandbox-protocol.md, "Spares"). The work itself
 * is done by the compiler's own main, in a process used once.
 *
 * <p>kotlinc and scalac have it as their main class, with the compiler and the last argument of its command that is not for the compiler. javac has it as a
 * plug-in, with that argument: its cache of linked classes serves no start but that of its own launcher.
 */
public class Ahead implements Plugin {
    public static void main(String[] args) throws Throwable {
        readyAndCompile(args[0], args[1]);
    }

    @Override
    public String getName() {
        return "Ahead";
    }

    /** Before javac has read its source: a second one in the same process does the work, and ends the process. */
    @Override
    public void init(JavacTask task, String... args) {
        try {
            readyAndCompile("javac", args[0]);
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    private static void readyAndCompile(String compiler, String last) throws Throwable {
        train(compiler);
        compile(compiler, told(last));
    }

    private static String[] told(String last) throws IOException {
        try (InputStream in = new FileInputStream("/dev/stdin")) {
            List<String> command = Arrays.asList(new String(in.readAllBytes(), StandardCharsets.UTF_8).split("\0"));
            return command.subList(command.indexOf(last) + 1, command.size()).toArray(String[]::new);
        }
    }

    private static void compile(String compiler, String[] args) throws Throwable {
        Class<?> main = Class.forName(switch (compiler) {
            case "javac" -> "com.sun.tools.javac.Main";
            case "kotlinc" -> "org.jetbrains.kotlin.cli.jvm.K2JVMCompiler";
            default -> "scala.tools.nsc.Main";
        });
        MethodHandles.lookup().findStatic(main, "main", MethodType.methodType(void.class, String[].class)).invoke(args);
    }

    // Once: a second time takes several times the CPU time that it spares the next compilation.
    private static void train(String compiler) throws Throwable {
        Path folder = Files.createTempDirectory("ahead");
        Path source = Path.of("/opt/judge/ahead/Small." + switch (compiler) { case "javac" -> "java"; case "kotlinc" -> "kt"; default -> "scala"; });
        // System.out and System.err stay: Scala keeps for good what it finds there first. Its compiler says nothing of its training program.
        PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream());
        switch (compiler) {
            case "javac" -> com.sun.tools.javac.Main.compile(new String[] {"-XDstringConcat=inline", "-encoding", "UTF-8", "-d", folder.toString(), source.toString()},
                    new PrintWriter(nowhere));
            case "kotlinc" -> call("org.jetbrains.kotlin.cli.jvm.K2JVMCompiler", "exec", new Class<?>[] {PrintStream.class, String[].class},
                    nowhere, new String[] {"-kotlin-home", "/opt/kotlin", "-no-reflect", "-nowarn", "-d", folder.toString(), source.toString()});
            default -> call("scala.tools.nsc.MainClass", "process", new Class<?>[] {String[].class}, (Object) new String[] {"-usejavacp", "-d", folder.toString(), source.toString()});
        }
        try (Stream<Path> made = Files.walk(folder)) {
            for (Path path : made.sorted(Comparator.reverseOrder()).toList())
                Files.delete(path);
        }
        System.gc();
    }

    private static void call(String type, String method, Class<?>[] parameters, Object... arguments) throws Exception {
        Class<?> compiler = Class.forName(type);
        compiler.getMethod(method, parameters).invoke(compiler.getConstructor().newInstance(), arguments);
    }
}

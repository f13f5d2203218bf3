package judge.ahead;

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
 * <p>Takes the compiler (javac, kotlinc or scalac) and the last argument of its command that is not for the compiler.
 */
public class Ahead {
    public static void main(String[] args) throws Throwable {
        // What the launcher of javac sets: without it the class path would be this process's.
        System.setProperty("application.home", System.getProperty("java.home"));
        train(args[0]);
        compile(args[0], told(args[1]));
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

    private static void train(String compiler) throws Throwable {
        Path folder = Files.createTempDirectory("ahead");
        // System.out and System.err stay: Scala keeps for good what it finds there first. Its compiler says nothing of its training program.
        PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream());
        for (int round = 0; round < (compiler.equals("javac") ? 4 : 2); round++)
            trainOnce(compiler, folder, nowhere);
        try (Stream<Path> made = Files.walk(folder)) {
            for (Path path : made.sorted(Comparator.reverseOrder()).toList())
                Files.delete(path);
        }
        System.gc();
    }

    private static void trainOnce(String compiler, Path folder, PrintStream nowhere) throws Throwable {
        Path source = Path.of("/opt/judge/ahead/Small." + switch (compiler) { case "javac" -> "java"; case "kotlinc" -> "kt"; default -> "scala"; });
        switch (compiler) {
            case "javac" -> com.sun.tools.javac.Main.compile(new String[] {"-XDstringConcat=inline", "-encoding", "UTF-8", "-d", folder.toString(), source.toString()},
                    new PrintWriter(nowhere));
            case "kotlinc" -> call("org.jetbrains.kotlin.cli.jvm.K2JVMCompiler", "exec", new Class<?>[] {PrintStream.class, String[].class},
                    nowhere, new String[] {"-kotlin-home", "/opt/kotlin", "-no-reflect", "-nowarn", "-d", folder.toString(), source.toString()});
            default -> call("scala.tools.nsc.MainClass", "process", new Class<?>[] {String[].class}, (Object) new String[] {"-usejavacp", "-d", folder.toString(), source.toString()});
        }
    }

    private static void call(String type, String method, Class<?>[] parameters, Object... arguments) throws Exception {
        Class<?> compiler = Class.forName(type);
        compiler.getMethod(method, parameters).invoke(compiler.getConstructor().newInstance(), arguments);
    }
}

using Judge.Jobs.Languages;
using Judge.Jobs.Submissions;
using Shouldly;

namespace Judge.Tests.Languages;

/// <summary>Which class names a source's file, and which is run.</summary>
public class ClassesOfSourcesTests
{
    private static readonly LanguageCatalog Languages = LanguageCatalog.Load(Repository.Path("sandbox/languages"));

    [Theory]
    [InlineData("public class Zoo { }", "Zoo.java")]
    [InlineData("import java.util.*;\npublic final class Zoo { }\nclass Main { }", "Zoo.java")]
    [InlineData("class Helper { }\nclass Main { }", "Main.java")]
    [InlineData("class Solo { }", "Solo.java")]
    [InlineData("class Helper { }\nvoid main() { }", "Main.java")]
    [InlineData("public record Point(int x, int y) { }\nvoid main() { }", "Main.java")]
    [InlineData("// nothing", "Main.java")]
    [InlineData("", "Main.java")]
    [InlineData("/* public class Wrong */ class Right { }", "Right.java")]
    [InlineData("// public class Wrong\nclass Right { }", "Right.java")]
    [InlineData("class Right { String text = \"public class Wrong { }\"; }", "Right.java")]
    [InlineData("class Right { String text = \"\"\"\n  \" public class Wrong {\n\"\"\"; }", "Right.java")]
    [InlineData("class Right { char quote = '\"', brace = '{', apostrophe = '\\''; }\npublic class Zoo { }", "Zoo.java")]
    [InlineData("@FunctionalInterface public interface Shape { double area(); }", "Shape.java")]
    [InlineData("@SuppressWarnings({\"unchecked\"})\npublic\nclass Zoo\n{\n}", "Zoo.java")]
    [InlineData("class Outer { public class Inner { } }", "Outer.java")]
    [InlineData("class Helper { static Runnable none = () -> { }; }\n\tpublic record Point(int x, int y) { }", "Point.java")]
    [InlineData("abstract public sealed class Zoo permits Lion { }", "Zoo.java")]
    [InlineData("public non-sealed class Zoo { }", "Zoo.java")]
    [InlineData("public @interface Mark { }", "Mark.java")]
    [InlineData("class Wrong { String text = \"open\n} public class Right { }", "Right.java")]
    [InlineData("class Wrong { String text = \"open\\\n} public class Right { }", "Right.java")]
    [InlineData("class Wrong { char open = '\\\n; } public class Right { }", "Right.java")]
    [InlineData("class Broken { ( { ' \" /*", "Broken.java")]
    public void A_Java_source_is_named_by_its_class(string source, string file) =>
        CommandOf("java", source).SourceFile.ShouldBe(file);

    [Theory]
    [InlineData("java", "package zoo.cats;\npublic class Lion { }", "zoo.cats.Lion")]
    [InlineData("java", "/* package a; **/ // package b;\n\n  package zoo;\nclass Main { }", "zoo.Main")]
    [InlineData("java", "/*\npackage zoo;\n*/\nclass Main { String text = \"\"\"\npackage zoo;\n\"\"\"; }", "Main")]
    [InlineData("java", "import java.util.*;\nclass Main { }", "Main")]
    [InlineData("java", "\uFEFFpackage zoo;\npublic class Lion { }", "zoo.Lion")]
    [InlineData("kotlin", "// a comment\npackage zoo\n\nfun main() { }", "zoo.MainKt")]
    [InlineData("kotlin", "fun main() { }", "MainKt")]
    [InlineData("scala", "package zoo\nobject Lion extends App", "zoo.Lion")]
    [InlineData("scala", "package zoo\n\n  package cats;\r\npackage big // ones\nimport java.util._\nobject Lion extends App", "zoo.cats.big.Lion")]
    [InlineData("scala", "package object util {\n  def f = 1\n}\nobject Main extends App", "Main")]
    [InlineData("scala", "package zoo\npackage object util { }\nobject Main extends App", "zoo.Main")]
    [InlineData("scala", "package zoo {\n  object Main extends App\n}\npackage other {\n  class Cat\n}", "zoo.Main")]
    [InlineData("scala", "package zoo\r\nobject Lion extends App", "zoo.Lion")]
    public void A_main_class_is_named_with_its_package(string word, string source, string name) =>
        CommandOf(word, source).Fill("{main_class}").ShouldBe(name);

    [Theory]
    [InlineData("java", "class Helper { int twice(int x) { return 2 * x; } }\nclass App { public static void main(String[] args) { } }", "App")]
    [InlineData("java", "public class Shape { void draw() { if (true) { } } }\nclass App { public static void main(String[] args) { } }", "App")]
    [InlineData("java", "class Other { public static void main(String[] args) { } }\npublic class App { public static void main(String[] args) { } }", "App")]
    [InlineData("java", "class Other { public static void main(String[] args) { } }\nclass Main { static void main() { } }", "Main")]
    [InlineData("java", "class Words { /* void main() { } */ String text = \"void main() { }\"; }\nenum App { ONE { }; public static void main(String... args) { } }", "App")]
    [InlineData("java", "class Helper { static class Main { static void main(String[] args) { } } }\nclass App { static { } public static void main(String[] args) { } }", "App")]
    [InlineData("java", "class Helper { }\nvoid main() { }", "Main")]
    [InlineData("java", "public class Zoo { static void main(String[] args) { } }\nvoid main() { }", "Main")]
    [InlineData("java", "public class Zoo extends Base { }\nclass Base { }", "Zoo")]
    [InlineData("scala", "object Helper { def twice(x: Int) = 2 * x }\nobject App { def main(args: Array[String]): Unit = { } }", "App")]
    [InlineData("scala", "sealed trait Color\ncase object Red extends Color\nobject Program extends App {\n  println(\"object Wrong { def main\")\n}", "Program")]
    [InlineData("scala", "class Stack { def push(c: Char) = c == '{' }\nobject Stack\nobject Program { def main(args: Array[String]) { } }", "Program")]
    [InlineData("scala", "object First { }\nobject Second { }", "First")]
    [InlineData("kotlin", "class Helper { }\nobject App {\n  @JvmStatic\n  fun main(args: Array<String>) { }\n}", "App")]
    [InlineData("kotlin", "class App {\n  companion object {\n    @JvmStatic fun main(args: Array<String>) { }\n  }\n}", "App")]
    [InlineData("kotlin", "object Registry { fun main() = 1 }\nsuspend fun main() { }", "MainKt")]
    public void The_class_that_holds_main_is_run(string word, string source, string main) =>
        CommandOf(word, source).Fill("{main}").ShouldBe(main);

    [Theory]
    [InlineData("\"\"x")]
    [InlineData("'a'x")]
    [InlineData("'\\'x")]
    public void A_line_of_many_literals_is_looked_through_once(string literal)
    {
        // Three million of them: looking through the rest of the line for each would take the better part of an hour.
        var source = "class Zoo { Object all = all(" + string.Concat(Enumerable.Repeat(literal, 3_000_000)) + "\n); }\nclass Main { }";

        CommandOf("java", source).SourceFile.ShouldBe("Main.java");
    }

    private static LanguageCommand CommandOf(string word, string source) =>
        new(Languages.Find(word)!, new Submission { Id = "1", Language = word, Source = System.Text.Encoding.UTF8.GetBytes(source) });
}

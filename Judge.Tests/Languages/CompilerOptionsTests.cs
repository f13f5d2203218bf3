using System.Text.Json.Nodes;
using Shouldly;

namespace Judge.Tests.Languages;

/// <summary>Options with which a compiler runs programs, reads files or leaves out its result: they harm the submission that gives them, and no other.</summary>
[Collection("languages")]
[Trait("Needs", "Docker")]
public class CompilerOptionsTests(LanguageServer shared)
{
    private const string C = "#include <stdio.h>\nint main(void) { puts(\"hello\"); }\n";
    private const string Java = "public class Main { public static void main(String[] args) { System.out.println(\"hello\"); } }";

    [Theory]
    [InlineData("c", C, "@/etc/shadow")]
    [InlineData("c", C, "-wrapper", "/bin/sh,-c,exit 7")]
    [InlineData("c", C, "-fplugin=/box/none.so")]
    [InlineData("java", Java, "@/etc/shadow")]
    [InlineData("java", Java, "-J-XX:OnError=id")]
    [InlineData("java", Java, "-d", "/tmp")]
    [InlineData("java", Java, "-Xplugin:none")]
    [InlineData("rust", "fn main() { }", "-C", "linker=/bin/false")]
    [InlineData("rust", "fn main() { }", "--emit=metadata")]
    [InlineData("haskell", "main = print 1", "-F", "-pgmF", "/bin/false")]
    [InlineData("go", "package main\nfunc main() { }", "-toolexec=/bin/false")]
    [InlineData("ocaml", "let () = print_int 1", "-pp", "/bin/false")]
    [InlineData("swift", "print(1)", "-emit-module")]
    [InlineData("pascal", "begin end.", "@/etc/shadow")]
    [InlineData("d", "void main() { }", "-c")]
    [InlineData("csharp", "class P { static void Main() { } }", "-analyzer:/box/none.dll", "-warnaserror+")]
    [InlineData("kotlin", "fun main() { }", "-Xplugin=/box/none.jar", "-bad")]
    public async Task Options_that_run_programs_or_leave_out_the_result_end_in_a_verdict_of_their_own(string language, string source, params string[] options)
    {
        var own = source + "\n";
        var abused = await RunAsync(language, own, options);
        var plain = await RunAsync(language, own, []);

        // Some compilers leave something else than a program, and it is run.
        abused["status"]!.ToString().ShouldBeOneOf("OK", "CE", "RE");
        plain["status"]!.ToString().ShouldBe("OK", plain.ToJsonString());
    }

    [Theory]
    [InlineData("c", C, "-include", "/etc/shadow")]
    [InlineData("java", Java, "@/etc/shadow")]
    [InlineData("pascal", "begin end.", "@/etc/shadow")]
    public async Task A_file_that_only_root_may_read_is_shown_to_no_compiler(string language, string source, params string[] options)
    {
        var result = await RunAsync(language, source, options);

        result["compile_output"]!.ToString().ShouldNotContain("root:", Case.Insensitive);
    }

    private Task<JsonObject> RunAsync(string language, string source, string[] options) =>
        shared.Judge.RunAsync(new { language, source_code = source, compiler_options = options, time_limit_sec = 5, wall_time_limit_sec = 30 });
}

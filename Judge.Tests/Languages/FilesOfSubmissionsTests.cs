using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Shouldly;

namespace Judge.Tests.Languages;

[Collection("languages")]
[Trait("Needs", "Docker")]
public class FilesOfSubmissionsTests(LanguageServer shared)
{
    [Fact]
    public async Task A_Cpp_program_of_several_files_is_compiled_as_one()
    {
        var result = await shared.Judge.RunAsync(new
        {
            language = "cpp",
            source_code = "#include \"shapes/square.h\"\n#include <fstream>\n#include <iostream>\nint main() { int side; std::ifstream(\"side.txt\") >> side; std::cout << area(side); }",
            files = new[]
            {
                new { name = "shapes/square.h", content = "int area(int side);" },
                new { name = "shapes/square.cpp", content = "#include \"square.h\"\nint area(int side) { return side * side; }" },
                new { name = "side.txt", content = "12" },
            },
        });

        (result["stdout"]?.ToString()).ShouldBe("144", result.ToJsonString());
    }

    [Fact]
    public async Task A_Java_program_of_several_classes_takes_the_name_of_its_public_one()
    {
        var result = await shared.Judge.RunAsync(new
        {
            language = "java",
            source_code = "public class Zoo { public static void main(String[] args) { System.out.println(new Lion().sound() + new Bird().sound()); } }\nclass Bird { String sound() { return \"tweet\"; } }",
            files = new[] { new { name = "Lion.java", content = "class Lion { String sound() { return \"roar\"; } }" } },
        });

        (result["stdout"]?.ToString()).ShouldBe("roartweet\n", result.ToJsonString());
    }

    [Theory]
    [InlineData("java", "package zoo.cats;\npublic class Lion { public static void main(String[] args) { System.out.println(new Lion().getClass().getName()); } }", "zoo.cats.Lion\n")]
    [InlineData("kotlin", "package zoo\nclass Lion\nfun main() { println(Lion().javaClass.name) }", "zoo.Lion\n")]
    [InlineData("scala", "package zoo\nobject Lion { def main(args: Array[String]): Unit = println(getClass.getName) }", "zoo.Lion$\n")]
    public async Task A_program_may_be_in_a_package(string language, string source, string printed)
    {
        var result = await shared.Judge.RunAsync(new { language, source_code = source, wall_time_limit_sec = 30 });

        (result["stdout"]?.ToString()).ShouldBe(printed, result.ToJsonString());
    }

    [Fact]
    public async Task A_project_brings_its_own_scripts()
    {
        var result = await shared.Judge.RunAsync(new
        {
            language = "project",
            stdin_data = "4\n",
            args = new[] { "a b" },
            files = new[]
            {
                new { name = "compile", content = "gcc -o square square.c" },
                new { name = "run", content = "./square | python3 add.py \"$1\"" },
                new { name = "square.c", content = "#include <stdio.h>\nint main(void) { int n; scanf(\"%d\", &n); printf(\"%d\\n\", n * n); }" },
                new { name = "add.py", content = "import sys\nprint(int(input()) + 1, sys.argv[1])" },
            },
        });

        (result["stdout"]?.ToString()).ShouldBe("17 a b\n", result.ToJsonString());
    }

    [Theory]
    [InlineData("for ((i = 0; i < 4200; i++)); do : >made.$i; done")]
    [InlineData("for ((i = 0; i < 40; i++)); do mkdir d; cd d; done; : >made")]
    public async Task What_a_project_makes_too_much_of_to_be_brought_back_is_told(string compile)
    {
        var result = await shared.Judge.RunAsync(new
        {
            language = "project",
            files = new[] { new { name = "compile", content = compile }, new { name = "run", content = "ls" } },
        });

        (result["status"]!.ToString(), result["message"]?.ToString()).ShouldBe(("CE", "Compilation failed: it made more than 64 MB, 4096 files or 32 folders one in the other."), result.ToJsonString());
    }

    [Fact]
    public async Task A_project_that_makes_a_file_of_no_name_in_UTF8_is_told_its_name()
    {
        var result = await shared.Judge.RunAsync(new
        {
            language = "project",
            files = new[] { new { name = "compile", content = "touch $'\\xfe' $'\\xff' made" }, new { name = "run", content = "ls" } },
        });

        result["status"]!.ToString().ShouldBe("CE", result.ToJsonString());
        result["message"]!.ToString().ShouldMatch(@"^Compilation failed: it made a file whose name is not UTF-8: '\\xf[ef]'\.$");
    }

    [Fact]
    public async Task Files_in_too_many_folders_are_refused_and_as_many_as_are_accepted_can_be_laid()
    {
        var deep = string.Concat(Enumerable.Repeat("a/", 255));
        var names = Enumerable.Range(0, 5).Select(at => $"{at}/{deep}x").ToList();

        using var answer = await shared.Judge.Http.PostAsJsonAsync("/execute", new { source_code = "1", files = names.Select(name => new { name, content = "" }) });
        var result = await shared.Judge.RunAsync(new { source_code = $"print(open('3/{deep}x').read())", files = names.Take(4).Select(name => new { name, content = "there" }) });

        answer.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await answer.Content.ReadFromJsonAsync<JsonObject>())!["errors"]!["files"]![0]!.ToString()
            .ShouldBe("files lie in too many folders. Accepted: up to 1024 folders, those within others counted too.");
        (result["stdout"]?.ToString()).ShouldBe("there\n", result.ToJsonString());
    }

    [Fact]
    public async Task A_project_without_a_run_script_is_refused_with_what_is_missing()
    {
        using var answer = await shared.Judge.Http.PostAsJsonAsync("/execute", new { language = "project", files = new[] { new { name = "compile", content = "true" } } });

        answer.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await answer.Content.ReadFromJsonAsync<JsonObject>())!["errors"]!["files"]![0]!.ToString().ShouldBe("files has no 'run', which submissions in language 'project' must bring.");
    }

    [Fact]
    public async Task A_file_can_be_base64_and_a_script_reads_it()
    {
        var result = await shared.Judge.RunAsync(new
        {
            source_code = "print(open('data/bytes', 'rb').read())",
            files = new[] { new { name = "data/bytes", content = Convert.ToBase64String([0, 255]), encoding = "base64" } },
        });

        (result["stdout"]?.ToString()).ShouldBe("b'\\x00\\xff'\n", result.ToJsonString());
    }

    [Theory]
    [InlineData("../x", "files[0].name")]
    [InlineData("/etc/x", "files[0].name")]
    [InlineData("a//b", "files[0].name")]
    [InlineData("main.py", "twice")]
    [InlineData("main.py/x", "folder")]
    public async Task A_name_that_leaves_the_folder_or_hides_the_source_is_refused(string name, string told)
    {
        using var answer = await shared.Judge.Http.PostAsJsonAsync("/execute", new { source_code = "1", files = new[] { new { name, content = "" } } });

        answer.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await answer.Content.ReadFromJsonAsync<JsonObject>())!["errors"]!["files"]!.ToJsonString().ShouldContain(told);
    }

    [Fact]
    public async Task A_file_with_the_name_that_a_source_gives_itself_is_refused()
    {
        using var answer = await shared.Judge.Http.PostAsJsonAsync("/execute",
            new { language = "java", source_code = "public class Zoo { public static void main(String[] a) { } }", files = new[] { new { name = "Zoo.java", content = "" } } });

        answer.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await answer.Content.ReadFromJsonAsync<JsonObject>())!["errors"]!["files"]!.ToJsonString().ShouldContain("Zoo.java");
    }

    [Fact]
    public async Task An_equal_source_is_compiled_once_also_when_it_comes_at_the_same_time()
    {
        var source = $"int main(void) {{ return 0; }} // {Guid.NewGuid()}";

        var together = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => shared.Judge.RunAsync(new { language = "c", source_code = source })));
        var later = await shared.Judge.RunAsync(new { language = "c", source_code = source });
        var other = await shared.Judge.RunAsync(new { language = "c", source_code = source, compiler_options = new[] { "-O0" } });

        together.Count(result => !result["compile_cached"]!.GetValue<bool>()).ShouldBe(1);
        later["compile_cached"]!.GetValue<bool>().ShouldBeTrue();
        other["compile_cached"]!.GetValue<bool>().ShouldBeFalse();
    }

    [Fact]
    public async Task What_a_compiler_writes_is_cut_at_its_limit()
    {
        var result = await shared.Judge.RunAsync(new { language = "c", source_code = string.Concat(Enumerable.Range(0, 3000).Select(at => $"#warning line {at}\n")) + "int main(void) { return x; }" });

        result["status"]!.ToString().ShouldBe("CE");
        result["compile_output"]!.ToString().Length.ShouldBeLessThan(66 << 10);
        result["compile_output"]!.ToString().ShouldEndWith("[the rest is cut: the limit is 64 KB]\n");
    }

    [Theory]
    [InlineData("c")]
    [InlineData("cpp")]
    public async Task A_source_with_thousands_of_errors_is_refused_by_its_first_hundred(string language)
    {
        var result = await shared.Judge.RunAsync(new { language, source_code = string.Concat(Enumerable.Range(0, 20_000).Select(at => $"int a{at} = b{at};\n")) });

        result["message"]!.ToString().ShouldBe("Compilation failed.");
        result["compile_output"]!.ToString().ShouldContain("b99");
        result["compile_output"]!.ToString().ShouldNotContain("b100");
    }

    [Fact]
    public async Task An_executable_is_run_as_it_is()
    {
        var result = await shared.Judge.RunAsync(new { language = "44", source_code = "#!/bin/sh\necho \"$1\"", args = new[] { "x y" } });

        (result["stdout"]?.ToString()).ShouldBe("x y\n", result.ToJsonString());
    }

    [Fact]
    public async Task Plain_text_is_its_own_output()
    {
        var result = await shared.Judge.RunAsync(new { language = "text", source_code = "as it is" });

        (result["stdout"]?.ToString()).ShouldBe("as it is", result.ToJsonString());
    }

    [Fact]
    public async Task Python_has_the_libraries_that_courses_use()
    {
        var result = await shared.Judge.RunAsync(new { source_code = "import numpy, scipy.optimize, pandas, sympy, matplotlib.pyplot, pylint\nprint(numpy.arange(4).sum(), sympy.Integer(6))", time_limit_sec = 20, wall_time_limit_sec = 60, memory_limit_mb = 512 });

        (result["stdout"]?.ToString()).ShouldBe("6 6\n", result.ToJsonString());
    }

    [Theory]
    [InlineData("-std=c++17", "201703")]
    [InlineData("-std=c++20", "202002")]
    [InlineData("-std=c++23", "202302")]
    public async Task The_standard_of_Cpp_is_chosen_by_an_option(string option, string value)
    {
        var result = await shared.Judge.RunAsync(new { language = "cpp", source_code = "#include <bits/stdc++.h>\n#include <boost/rational.hpp>\n#include <gmpxx.h>\nint main() { std::cout << __cplusplus; }", compiler_options = new[] { option } });

        (result["stdout"]?.ToString()).ShouldBe(value, result.ToJsonString());
    }
}

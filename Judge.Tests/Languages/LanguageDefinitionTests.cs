using System.Text.Json.Nodes;
using Judge.Jobs.Languages;
using Judge.Jobs.Submissions;
using Shouldly;

namespace Judge.Tests.Languages;

public sealed class LanguageDefinitionTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("judge-languages-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("id", "0", "id is 0")]
    [InlineData("language", "\"other\"", "language is 'other'")]
    [InlineData("aliases", "[\"Not Lower\"]", "aliases holds 'Not Lower'")]
    [InlineData("image", "\"debian\"", "image is 'debian'")]
    [InlineData("source_file", "\"../main\"", "source_file is '../main'")]
    [InlineData("run", "[]", "run is empty")]
    [InlineData("run", "[\"/bin/x\", \"{sorce}\"]", "unknown placeholder {sorce}")]
    [InlineData("run", "[\"/bin/x\", \"-I{options}\"]", "unknown placeholder {options}")]
    [InlineData("run", "null", "line 1: run is null. Accepted: a list of strings")]
    [InlineData("id", "\"64\"", "id is \"64\". Accepted: a whole number")]
    [InlineData("id", "6.5", "id is 6.5. Accepted: a whole number")]
    [InlineData("other_ids", "[\"1\"]", "Accepted: a list of whole numbers")]
    [InlineData("source_executable", "1", "Accepted: true or false")]
    [InlineData("environment", "{\"A\": 1}", "Accepted: an object of strings")]
    [InlineData("compile", "[]", "compile is no object")]
    [InlineData("class_patterns", "[\"(\"]", "class_patterns holds '('")]
    [InlineData("start_ahead_until", "\"{clas}.class\"", "unknown placeholder {clas}")]
    [InlineData("package_pattern", "\"(\"", "package_pattern is '('")]
    [InlineData("time_allowance_sec", "99", "time_allowance_sec is 99")]
    [InlineData("memory_allowance_mb", "-1", "memory_allowance_mb is -1")]
    [InlineData("example", "[]", "example is empty")]
    [InlineData("compile", "{\"command\": [\"/bin/x\"], \"artifact\": \"/etc\"}", "compile.artifact is '/etc'")]
    [InlineData("compile", "{\"command\": [\"/bin/x\"], \"artifact\": \"main\", \"max_processes\": 0}", "compile.max_processes is 0")]
    [InlineData("compile", "{\"command\": [\"/bin/x\"]}", "compile.artifact is missing")]
    [InlineData("compile", "{\"command\": [\"/bin/x\"], \"artifact\": \"main\", \"memory_limit_mb\": \"1\"}", "compile.memory_limit_mb is \"1\". Accepted: a whole number")]
    [InlineData("compile", "{\"command\": [\"/bin/x\"], \"artifact\": \"main\", \"start_ahead\": [\"/bin/x\", \"{clas}\"]}", "compile.start_ahead holds the unknown placeholder {clas}")]
    [InlineData("compile", "{\"command\": [\"/bin/x\", \"{options}\"], \"artifact\": \"main\", \"default_options\": [\"2021\"]}", "compile.default_options holds '2021'")]
    [InlineData("compile", "{\"command\": [\"/bin/x\", \"{options}\"], \"artifact\": \"main\", \"default_options\": [\"-x={class}\"]}", "compile.default_options holds '-x={class}'")]
    [InlineData("compile", "{\"command\": [\"/bin/x\"], \"artifact\": \"main\", \"default_options\": [\"-x\"]}", "compile.default_options has no place")]
    [InlineData("compile", "{\"command\": [\"/bin/x\"], \"artifact\": \"main\", \"source_last\": true}", "compile.source_last has no place")]
    [InlineData("speed", "1", "there is no field speed. Accepted: id, other_ids, language")]
    [InlineData("names", "[\"x\"]", "there is no field names. Accepted: id, other_ids, language")]
    public void A_wrong_definition_is_refused_with_its_file_and_field(string field, string value, string told)
    {
        var definition = JsonNode.Parse(File.ReadAllText(Repository.Path("sandbox/languages/lua.json")))!.AsObject();
        definition[field] = JsonNode.Parse(value);
        File.WriteAllText(Path.Combine(_folder, "lua.json"), definition.ToJsonString());

        var error = Should.Throw<InvalidDataException>(() => LanguageCatalog.Load(_folder));

        error.Message.ShouldContain("lua.json");
        error.Message.ShouldContain(told);
    }

    [Theory]
    [InlineData("  \"id\": 64,", "  \"id\": 64", "line 3: this is not JSON")]
    [InlineData("  \"id\": 64,", "  \"id\": 64,\n  \"id\": 65,", "line 3: id is there twice")]
    [InlineData("\"HOME\": \"/tmp\"", "\"HOME\": 7", "line 9: environment is {")]
    [InlineData("  \"id\": 64,", "", "line 1: id is missing")]
    [InlineData("}\n", "} x", "this is not JSON")]
    public void A_fault_in_its_JSON_is_told_with_its_line(string right, string wrong, string told)
    {
        var text = File.ReadAllText(Repository.Path("sandbox/languages/lua.json"));
        File.WriteAllText(Path.Combine(_folder, "lua.json"), text[..text.LastIndexOf(right, StringComparison.Ordinal)] + wrong + text[(text.LastIndexOf(right, StringComparison.Ordinal) + right.Length)..]);

        Should.Throw<InvalidDataException>(() => LanguageCatalog.Load(_folder)).Message.ShouldContain("lua.json is not a language definition: " + (told.StartsWith("line", StringComparison.Ordinal) ? told : "line"));
    }

    [Fact]
    public void Two_languages_of_one_name_are_refused()
    {
        var lua = File.ReadAllText(Repository.Path("sandbox/languages/lua.json"));
        File.WriteAllText(Path.Combine(_folder, "lua.json"), lua);
        File.WriteAllText(Path.Combine(_folder, "moon.json"), lua.Replace("\"language\": \"lua\"", "\"language\": \"moon\""));

        Should.Throw<InvalidDataException>(() => LanguageCatalog.Load(_folder)).Message.ShouldContain("Two languages are called '64'");
    }

    [Theory]
    [InlineData(43, "text")]
    [InlineData(44, "executable")]
    [InlineData(48, "c")]
    [InlineData(50, "c")]
    [InlineData(53, "cpp")]
    [InlineData(62, "java")]
    [InlineData(71, "python")]
    [InlineData(89, "project")]
    [InlineData(91, "java")]
    [InlineData(92, "python")]
    [InlineData(93, "javascript")]
    [InlineData(95, "go")]
    [InlineData(101, "typescript")]
    [InlineData(108, "rust")]
    [InlineData(103, "c")]
    [InlineData(104, "c-clang")]
    [InlineData(110, "c-clang")]
    public void Judge0s_ids_find_our_languages(int id, string language) =>
        LanguageCatalog.Load(Repository.Path("sandbox/languages")).Find(id.ToString(System.Globalization.CultureInfo.InvariantCulture))!.Word.ShouldBe(language);

    [Fact]
    public void Placeholders_are_filled_and_a_name_with_a_dash_is_no_option()
    {
        var java = LanguageCatalog.Load(Repository.Path("sandbox/languages")).Find("java")!;
        var submission = SubmissionOf("class Main { }") with { CompilerOptions = ["-g"], Files = [new("-x.java", []), new("data.txt", [])], Limits = new Limits { MemoryLimitMb = 64 } };

        new LanguageCommand(java, submission).Fill(["a", "{options}", "{sources}", "-m{memory_mb}", "{memory_hex}", "{class}"])
            .ShouldBe(["a", "-g", "Main.java", "./-x.java", "-m64", "4000000", "Main"]);
    }

    [Theory]
    [InlineData("fsharp", "Zoo.fs ./-a.fs Animals/Cat.fs main.fs")]
    [InlineData("c", "main.c lib.c")]
    public void The_source_stands_before_the_files_and_behind_them_where_the_compiler_reads_in_order(string language, string filled)
    {
        var definition = LanguageCatalog.Load(Repository.Path("sandbox/languages")).Find(language)!;
        var submission = SubmissionOf("") with { Files = [new("Zoo.fs", []), new("data.txt", []), new("-a.fs", []), new("lib.c", []), new("Animals/Cat.fs", [])] };

        string.Join(' ', new LanguageCommand(definition, submission).Fill(["{sources}"])).ShouldBe(filled);
    }

    [Theory]
    [InlineData(1, "512 of 1")]
    [InlineData(2, "1024 of 2")]
    [InlineData(64, "64512 of 64")]
    [InlineData(1024, "1047552 of 1024")]
    public void Of_a_stack_a_part_is_left_for_a_runtime_that_watches_it(int stackMb, string filled)
    {
        var lua = LanguageCatalog.Load(Repository.Path("sandbox/languages")).Find("lua")!;

        new LanguageCommand(lua, SubmissionOf("") with { Limits = new Limits { StackLimitMb = stackMb } }).Fill("{stack_kb_usable} of {stack_mb}").ShouldBe(filled);
    }

    [Theory]
    [InlineData(0.1, "2")]
    [InlineData(1, "2")]
    [InlineData(2.5, "3")]
    [InlineData(16, "16")]
    public void Go_is_told_how_many_cores_a_submission_may_use_where_it_would_take_the_hosts(double cores, string filled)
    {
        var go = LanguageCatalog.Load(Repository.Path("sandbox/languages")).Find("go")!;

        new LanguageCommand(go, SubmissionOf("") with { Limits = new Limits { CpuCores = cores } }).Fill(go.Environment)["GOMAXPROCS"].ShouldBe(filled);
    }

    [Theory]
    [InlineData("erlang", 0.1, "1:1")]
    [InlineData("erlang", 1, "1:1")]
    [InlineData("elixir", 2.5, "3:3")]
    public void Erlangs_runtime_has_a_scheduler_for_each_core_of_the_submission(string word, double cores, string filled)
    {
        var language = LanguageCatalog.Load(Repository.Path("sandbox/languages")).Find(word)!;

        var run = new LanguageCommand(language, SubmissionOf("") with { Limits = new Limits { CpuCores = cores } }).Fill(language.Run);

        run.SkipWhile(argument => argument != "-S").ElementAt(1).ShouldBe(filled);
    }

    [Theory]
    [InlineData(1, "l=131072")]
    [InlineData(1024, "l=134217728")]
    public void OCamls_stack_is_the_submissions(int stackMb, string filled)
    {
        var ocaml = LanguageCatalog.Load(Repository.Path("sandbox/languages")).Find("ocaml")!;

        new LanguageCommand(ocaml, SubmissionOf("") with { Limits = new Limits { StackLimitMb = stackMb } }).Fill(ocaml.Environment)["OCAMLRUNPARAM"].ShouldBe(filled);
    }

    [Theory]
    [InlineData("--edition=2021 -g", "-g")]
    [InlineData("--edition=2024", "--edition=2024")]
    [InlineData("-g --edition 2024", "-g", "--edition", "2024")]
    [InlineData("--edition=2021 --editions=2024", "--editions=2024")]
    public void A_default_option_is_left_out_where_the_submission_gives_one_of_its_name(string filled, params string[] given)
    {
        var rust = LanguageCatalog.Load(Repository.Path("sandbox/languages")).Find("rust")!;

        string.Join(' ', new LanguageCommand(rust, SubmissionOf("") with { CompilerOptions = given }).Fill(["{options}"])).ShouldBe(filled);
    }

    private static Submission SubmissionOf(string source) => new() { Id = "1", Language = "java", Source = System.Text.Encoding.UTF8.GetBytes(source) };
}

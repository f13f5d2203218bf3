using System.Text;
using Judge.Jobs.Languages;
using Judge.Web.Errors;
using Judge.Web.Execute;
using Shouldly;

namespace Judge.Tests.Web;

/// <summary>A body of many small things costs little more than its bytes before it is refused.</summary>
public class ExecuteRequestSizeTests
{
    private const int Many = 1_000_000;
    private const long AllocatedMaxBytes = 1 << 20;

    [Fact]
    public void Of_many_unknown_fields_ten_are_named_and_the_rest_is_counted()
    {
        var body = Body("{", Enumerable.Range(0, Many).Select(number => $"\"n{number}\":0"), "}");

        var (error, allocated) = Refuse(body);

        error.StatusCode.ShouldBe(422);
        error.Message.ShouldBe("Fields of the body are not known: 10 that are named here, and 999990 more.");
        error.Errors!.Keys.ShouldBe(Enumerable.Range(0, 10).Select(number => $"n{number}"), ignoreOrder: true);
        error.Errors["n0"][0].ShouldContain("Accepted: source_code, language, ");
        allocated.ShouldBeLessThan(AllocatedMaxBytes);
    }

    [Theory]
    [InlineData("args", "[", "\"\"", "]", "args holds 1000000 strings. Accepted: up to 128.")]
    [InlineData("compiler_options", "[", "0", "]", "compiler_options holds 1000000 strings. Accepted: up to 128.")]
    [InlineData("files", "[", "{}", "]", "files holds 1000000 files. Accepted: up to 256.")]
    [InlineData("files", "[", "[]", "]", "files holds 1000000 files. Accepted: up to 256.")]
    [InlineData("env", "{", "\"\":\"\"", "}", "env holds 1000000 names. Accepted: up to 64.")]
    [InlineData("env", "{", "\"\":{\"\":[]}", "}", "env holds 1000000 names. Accepted: up to 64.")]
    public void A_list_that_is_too_long_is_counted_and_not_made(string field, string begin, string element, string end, string message)
    {
        var body = Body($"{{\"source_code\":\"1\",\"{field}\":{begin}", Enumerable.Repeat(element, Many), end + "}");

        var (error, allocated) = Refuse(body);

        error.Errors!.ShouldHaveSingleItem().Key.ShouldBe(field);
        error.Errors![field].ShouldBe([message]);
        allocated.ShouldBeLessThan(AllocatedMaxBytes);
    }

    [Theory]
    [InlineData("args", "[[", "0", "]]")]
    [InlineData("files", "[{\"name\":{\"\":[", "0", "]}}]")]
    [InlineData("files", "[{", "\"a\":0", "}]", "'a' is not a field of 'files[0]'. Accepted: ")]
    [InlineData("env", "{\"A\":[", "0", "]}")]
    [InlineData("env", "[", "0", "]")]
    [InlineData("args", "{", "\"a\":0", "}")]
    [InlineData("language", "{", "\"a\":0", "}")]
    [InlineData("memory_limit_mb", "[", "0", "]")]
    public void Many_things_in_the_place_of_one_are_of_the_wrong_type_and_not_made(string field, string begin, string element, string end, string? told = null)
    {
        var body = Body($"{{\"source_code\":\"1\",\"{field}\":{begin}", Enumerable.Repeat(element, Many), end + "}");

        var (error, allocated) = Refuse(body);

        error.Errors!.ShouldHaveSingleItem().Key.ShouldBe(field);
        error.Errors![field][0].ShouldStartWith(told ?? $"'{field}' is of the wrong type. Accepted: ");
        allocated.ShouldBeLessThan(AllocatedMaxBytes);
    }

    [Fact]
    public void As_many_as_are_accepted_are_read()
    {
        static string Numbers(int count, Func<int, string> element) => string.Join(',', Enumerable.Range(0, count).Select(element));
        var strings = Numbers(128, number => $"\"{number}\"");

        var request = ExecuteRequestReader.Read(Encoding.UTF8.GetBytes($$"""
            {"source_code":"1", "args":[{{strings}}], "compiler_options":[{{strings}}], "env":{{{Numbers(64, number => $"\"A{number}\":\"\"")}}},
             "files":[{{Numbers(256, number => $"{{\"name\":\"{number}\",\"content\":\"\"}}")}}]}
            """));

        (request.Args!.Length, request.CompilerOptions!.Length, request.Env!.Count, request.Files!.Length).ShouldBe((128, 128, 64, 256));
    }

    [Theory]
    [InlineData("language")]
    [InlineData("priority")]
    [InlineData("encoding")]
    public void Of_a_long_text_a_message_shows_the_beginning(string field)
    {
        var body = Encoding.UTF8.GetBytes($"{{\"source_code\":\"1\",\"{field}\":\"{new string('x', Many)}\"}}");

        var errors = new ExecuteRequestValidator(LanguageCatalog.Load(Repository.Path("sandbox/languages"))).Validate(ExecuteRequestReader.Read(body)).ToDictionary();

        errors[field].ShouldAllBe(message => message.StartsWith($"{field} is '{new string('x', 100)}…'") || message.StartsWith($"{field} '{new string('x', 100)}…'"));
    }

    [Fact]
    public void Of_a_long_name_the_beginning_is_told()
    {
        var (error, _) = Refuse(Encoding.UTF8.GetBytes($"{{\"{new string('x', Many)}\":1}}"));

        error.Errors!.ShouldHaveSingleItem().Key.ShouldBe(new string('x', 100) + "…");
    }

    private static byte[] Body(string begin, IEnumerable<string> elements, string end) => Encoding.UTF8.GetBytes(begin + string.Join(',', elements) + end);

    private static (BadRequestException Error, long AllocatedBytes) Refuse(byte[] body)
    {
        // What is made once for all is made before.
        Should.Throw<BadRequestException>(() => ExecuteRequestReader.Read("""{"source_code":0,"x":0}"""u8));
        Should.Throw<BadRequestException>(() => ExecuteRequestReader.Read("""{"source_code":0}"""u8));
        var before = GC.GetAllocatedBytesForCurrentThread();
        var error = Should.Throw<BadRequestException>(() => ExecuteRequestReader.Read(body));
        return (error, GC.GetAllocatedBytesForCurrentThread() - before);
    }
}

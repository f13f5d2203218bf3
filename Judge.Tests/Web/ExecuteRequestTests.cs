using System.Text;
using Judge.Jobs.Languages;
using Judge.Web.Errors;
using Judge.Web.Execute;
using Shouldly;

namespace Judge.Tests.Web;

public class ExecuteRequestTests
{
    private static readonly ExecuteRequestValidator Validator = new(LanguageCatalog.Load(Repository.Path("sandbox/languages")));

    [Theory]
    [InlineData("""{"source_code":""}""", "source_code")]
    [InlineData("{}", "source_code")]
    [InlineData("""{"source_code":null}""", "source_code")]
    [InlineData("""{"source_code":"a\u0000b"}""", "source_code")]
    [InlineData("""{"source_code":"1","language":"klingon"}""", "language")]
    [InlineData("""{"source_code":"1","time_limit_sec":0.05}""", "time_limit_sec")]
    [InlineData("""{"source_code":"1","time_limit_sec":31}""", "time_limit_sec")]
    [InlineData("""{"source_code":"1","wall_time_limit_sec":61}""", "wall_time_limit_sec")]
    [InlineData("""{"source_code":"1","memory_limit_mb":15}""", "memory_limit_mb")]
    [InlineData("""{"source_code":"1","memory_limit_mb":1025}""", "memory_limit_mb")]
    [InlineData("""{"source_code":"1","cpu_cores":0.01}""", "cpu_cores")]
    [InlineData("""{"source_code":"1","max_processes":0}""", "max_processes")]
    [InlineData("""{"source_code":"1","args":["a\u0000"]}""", "args")]
    [InlineData("""{"source_code":"1","env":{"1A":"x"}}""", "env")]
    [InlineData("""{"source_code":"1","priority":"urgent"}""", "priority")]
    [InlineData("""{"source_code":"1","encoding":"hex"}""", "encoding")]
    [InlineData("""{"source_code":"not base64!","encoding":"base64"}""", "source_code")]
    [InlineData("""{"source_code":" ","encoding":"base64"}""", "source_code")]
    public void A_value_out_of_range_is_told_with_its_field_and_what_is_accepted(string json, string field)
    {
        var request = ExecuteRequestReader.Read(Encoding.UTF8.GetBytes(json));

        var errors = Validator.Validate(request).ToDictionary();

        errors.Keys.ShouldBe([field]);
        errors[field][0].ShouldStartWith(field);
    }

    [Theory]
    [InlineData("""{"source_code":"1","args":["a","b\u0000"]}""", "args", "args[1] holds a NUL character. Accepted: strings of up to 4096 characters without NUL.")]
    [InlineData("""{"source_code":"1","compiler_options":[null]}""", "compiler_options", "compiler_options[0] is null. Accepted: strings of up to 4096 characters without NUL.")]
    [InlineData("""{"source_code":"1","env":{"A":"x","1A":"x"}}""", "env", "env holds the name '1A'. Accepted: 1 to 128 letters, digits and _, the first no digit.")]
    [InlineData("""{"source_code":"1","env":{"":"x"}}""", "env", "env holds the name ''. Accepted: 1 to 128 letters, digits and _, the first no digit.")]
    [InlineData("""{"source_code":"1","env":{"A":"x","B":"\u0000"}}""", "env", "env.B holds a NUL character. Accepted: strings of up to 4096 characters without NUL.")]
    public void Of_many_strings_the_one_that_is_not_accepted_is_named(string json, string field, string message) =>
        Validator.Validate(ExecuteRequestReader.Read(Encoding.UTF8.GetBytes(json))).ToDictionary()[field].ShouldBe([message]);

    [Fact]
    public void Of_a_string_that_is_too_long_the_length_is_told()
    {
        var errors = Validator.Validate(new ExecuteRequest { SourceCode = "1", Args = ["", new string('x', 4097)] }).ToDictionary();

        errors["args"].ShouldBe(["args[1] is 4097 characters long. Accepted: strings of up to 4096 characters without NUL."]);
    }

    [Theory]
    [InlineData("""{"source_code":1}""", "source_code", 422)]
    [InlineData("""{"source_code":"1","time_limit_sec":"2"}""", "time_limit_sec", 422)]
    [InlineData("""{"source_code":"1","memory_limit_mb":1.5}""", "memory_limit_mb", 422)]
    [InlineData("""{"source_code":"1","args":"x"}""", "args", 422)]
    [InlineData("""{"source_code":"1","env":{"A":1}}""", "env", 422)]
    [InlineData("""{"source_code":"1","sauce":"x"}""", "sauce", 422)]
    [InlineData("""{"source_code":"1","Source_Code":"x"}""", "Source_Code", 422)]
    [InlineData("""{"source_code":"1","source_code":"2"}""", "source_code", 422)]
    [InlineData("""{"source_code":"\ud800"}""", "source_code", 422)]
    public void A_wrong_type_or_an_unknown_field_is_told_by_name(string json, string field, int status)
    {
        var error = Should.Throw<BadRequestException>(() => ExecuteRequestReader.Read(Encoding.UTF8.GetBytes(json)));

        error.StatusCode.ShouldBe(status);
        error.Errors!.Keys.ShouldBe([field]);
    }

    [Theory]
    [InlineData("""{"source_code":5}""", "'source_code' is of the wrong type. Accepted: a string.")]
    [InlineData("""{"source_code":"1","time_limit_sec":"2"}""", "'time_limit_sec' is of the wrong type. Accepted: a number.")]
    [InlineData("""{"source_code":"1","args":[1]}""", "'args' is of the wrong type. Accepted: an array of strings.")]
    [InlineData("""{"source_code":"1","args":["\ud800"]}""", "'args[0]' holds text that is not valid Unicode.")]
    [InlineData("""{"stdin_data":"\ud800"}""", "'stdin_data' holds text that is not valid Unicode. Send it with encoding \"base64\".")]
    [InlineData("""{"files":[{"name":"a","content":"1"},{"name":"\ud800","content":"1"}]}""", "'files[1].name' holds text that is not valid Unicode.")]
    [InlineData("""{"files":[{"name":"a","content":"\ud800"}]}""", "'files[0].content' holds text that is not valid Unicode. Send it with encoding \"base64\".")]
    [InlineData("""{"files":[{"name":"a","content":"1"},{"name":"b","text":"1"}]}""", "'text' is not a field of 'files[1]'. Accepted: name, content, encoding.")]
    [InlineData("""{"files":[{"name":"a","content":"1","name":"b"}]}""", "'files[0]' holds 'name' more than once.")]
    [InlineData("""{"files":[{"name":["a"]}]}""", "'files' is of the wrong type. Accepted: an array of objects with name, content and encoding, all of them strings.")]
    [InlineData("""{"env":{"A":"1","B":"2","A":"3"},"args":[]}""", "'env' holds 'A' more than once.")]
    [InlineData("""{"env":{"\ud800":"1"}}""", "A name in 'env' is not valid Unicode.")]
    [InlineData("""{"source_code":"1","env":{"A":"\udc00"}}""", "'env.A' holds text that is not valid Unicode.")]
    public void A_wrong_type_is_told_from_text_that_is_not_Unicode(string json, string message)
    {
        var error = Should.Throw<BadRequestException>(() => ExecuteRequestReader.Read(Encoding.UTF8.GetBytes(json)));

        error.Errors!.Values.ShouldHaveSingleItem().ShouldBe([message]);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("""{"source_code":"1"} x""")]
    [InlineData("""{"\ud800":1}""")]
    public void What_is_not_a_JSON_object_is_a_400(string json) =>
        Should.Throw<BadRequestException>(() => ExecuteRequestReader.Read(Encoding.UTF8.GetBytes(json))).StatusCode.ShouldBe(400);

    [Fact]
    public void Text_that_is_not_JSON_is_told_with_the_place_where_it_breaks() =>
        Should.Throw<BadRequestException>(() => ExecuteRequestReader.Read("{\n \"source_code\": 'x'}"u8)).Message
            .ShouldBe("The body is not JSON: it breaks at byte 17 of line 2. Accepted: one JSON object.");

    [Theory]
    [InlineData("""{"source_code":"1","source_code":"2"}""", "more than once")]
    [InlineData("""{"source_code":"\ud800"}""", "not valid Unicode")]
    public void A_refusal_says_what_is_wrong_with_the_field(string json, string said) =>
        Should.Throw<BadRequestException>(() => ExecuteRequestReader.Read(Encoding.UTF8.GetBytes(json))).Errors!["source_code"][0].ShouldContain(said);

    [Fact]
    public void White_space_is_a_program() =>
        Validator.Validate(ExecuteRequestReader.Read("""{"source_code":" \n"}"""u8)).IsValid.ShouldBeTrue();

    [Fact]
    public void Nulls_count_as_absent() =>
        Validator.Validate(ExecuteRequestReader.Read("""{"source_code":"1","language":null,"time_limit_sec":null,"args":null,"env":null}"""u8)).IsValid.ShouldBeTrue();
}

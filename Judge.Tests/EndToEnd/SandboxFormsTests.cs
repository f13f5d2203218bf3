using Shouldly;

namespace Judge.Tests.EndToEnd;

[Trait("Needs", "Docker")]
public class SandboxFormsTests
{
    [Theory]
    [InlineData(RedisForm.Own)]
    [InlineData(RedisForm.Named)]
    public async Task In_cold_mode_each_run_has_a_container_of_its_own(RedisForm form)
    {
        await using var server = await JudgeServer.StartOnAsync(form, "--Sandbox:Mode", "Cold");

        ((await server.RunAsync(new { source_code = "print(1)" }))["stdout"]?.ToString()).ShouldBe("1\n");
        (await server.RunAsync(new { language = "c", source_code = "int main(void) { return 3; }" }))["exit_code"]!.GetValue<int>().ShouldBe(3);
    }

    [Theory]
    [InlineData(RedisForm.Own)]
    [InlineData(RedisForm.Named)]
    public async Task Frames_over_stdio_do_the_same_work(RedisForm form)
    {
        await using var server = await JudgeServer.StartOnAsync(form, "--Sandbox:Transport", "stdio");

        ((await server.RunAsync(new { source_code = "print(input())", stdin_data = "x" }))["stdout"]?.ToString()).ShouldBe("x\n");
    }
}

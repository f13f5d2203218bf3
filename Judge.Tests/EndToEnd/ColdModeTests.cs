using Shouldly;

namespace Judge.Tests.EndToEnd;

/// <summary>A server that starts a container for each run.</summary>
public sealed class ColdServer : IAsyncLifetime
{
    public JudgeServer Judge { get; private set; } = null!;
    public async Task InitializeAsync() => Judge = await JudgeServer.StartAsync(null, "--Sandbox:Mode", "Cold");
    public async Task DisposeAsync() => await Judge.DisposeAsync();
}

[Collection("server")]
[Trait("Needs", "Docker")]
public class ColdModeTests(SharedServer warm, ColdServer cold) : IClassFixture<ColdServer>
{
    private static readonly string[] Told = ["status", "message", "limit_exceeded", "exit_code", "signal", "stdout_truncated", "stderr_truncated", "compile_output"];

    public static TheoryData<string, string, string, string?, string?> Programs => new()
    {
        { "python", "while True: pass", "TLE", "CPU time limit of 1 s exceeded", "cpu" },
        { "python", "import time; time.sleep(60)", "TLE", "Wall time limit of 2 s exceeded", "wall" },
        { "python", "x = []\nwhile True: x.append('x' * 1000000)", "MLE", "Memory limit of 64 MB exceeded", "memory" },
        { "python", "while True: print('x' * 1000)", "OLE", "Output limit of 16 KB exceeded on standard output", "output" },
        { "python", "import sys\nwhile True: sys.stderr.write('x' * 1000)", "OLE", "Output limit of 16 KB exceeded on standard error", "output" },
        { "python", "import sys; sys.exit(3)", "RE", "Exited with code 3", null },
        { "python", "print('other')", "WA", "The output is not the expected one", null },
        { "c", "int main(void) { for (volatile int i = 0;; i = 1) {} }", "TLE", "CPU time limit of 1 s exceeded", "cpu" },
        { "c", "int main(void) { return x; }", "CE", "Compilation failed.", null },
    };

    [Theory]
    [MemberData(nameof(Programs))]
    public async Task A_cold_container_tells_what_a_warm_one_tells(string language, string source, string status, string? message, string? limit)
    {
        // A busy machine may take long for one second of CPU time.
        var wall = limit == "wall" ? 2 : 60;
        var request = new { language, source_code = source, expected_output = "expected", time_limit_sec = 1, wall_time_limit_sec = wall, memory_limit_mb = 64, output_limit_kb = 16 };

        var results = await Task.WhenAll(warm.Judge.RunAsync(request), cold.Judge.RunAsync(request));

        foreach (var result in results)
        {
            result["status"]!.ToString().ShouldBe(status, result.ToJsonString());
            (result["message"]?.ToString()).ShouldBe(message);
            (result["limit_exceeded"]?.ToString()).ShouldBe(limit);
        }
        foreach (var field in Told)
            (results[1][field]?.ToString()).ShouldBe(results[0][field]?.ToString(), field);
    }
}

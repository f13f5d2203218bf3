using CliWrap;
using CliWrap.Buffered;
using Shouldly;

namespace Judge.Tests.Commands;

[Trait("Needs", "Docker")]
public class BenchServerTests
{
    [Fact]
    public async Task A_benchmark_ends_with_its_servers_where_a_script_started_it_in_the_background()
    {
        // As a shell without job control starts what stands before an &: SIGINT is ignored, by all that it starts too.
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(3));
        var bench = await Cli.Wrap("sh")
            .WithArguments(["-c", "trap '' INT; exec dotnet \"$0\" bench --quick --languages text", Path.Combine(AppContext.BaseDirectory, "Judge.Web.dll")])
            .WithWorkingDirectory(Repository.Path(""))
            .ExecuteBufferedAsync(patience.Token);

        bench.StandardOutput.ShouldContain("| Plain Text |");
    }
}

using Judge.Jobs;
using Judge.Jobs.Compiling;
using Judge.Jobs.Languages;
using Judge.Jobs.Sandbox;
using Microsoft.Extensions.Logging.Abstractions;
using Shouldly;

namespace Judge.Tests.Languages;

public class LanguageTestTests
{
    [Fact]
    public async Task A_try_out_that_takes_too_long_tells_the_wall_time_that_it_had()
    {
        var language = LanguageCatalog.Load(Repository.Path("sandbox/languages")).Find("python")! with { TimeAllowanceSec = 1.5 };
        var sandbox = new SlowSandbox();
        var options = new CompilingOptions { DiskMb = 0 };
        var cache = new CompileCache(options, new ArtifactFolder(options, new JudgeOptions(), NullLogger<ArtifactFolder>.Instance));

        var state = await new LanguageTest(sandbox, new Compiler(sandbox, cache)).RunAsync(language, CancellationToken.None);

        state.Problem!.ShouldContain("Wall time limit of 31.5 s exceeded");
        sandbox.Wall.ShouldBe(TimeSpan.FromSeconds(31.5));
    }

    private sealed class SlowSandbox : ISandbox
    {
        public TimeSpan Wall { get; private set; }

        public Task<RunReport> RunAsync(string image, RunRequest request, CancellationToken cancellationToken)
        {
            Wall = request.Limits.Wall;
            return Task.FromResult(new RunReport { Ending = Ending.Signaled, Code = 9, Struck = Struck.Wall });
        }

        public Task<string?> CheckAsync(CancellationToken cancellationToken) => Task.FromResult<string?>(null);

        public Task<string?> FindImageIdAsync(string image, CancellationToken cancellationToken) => Task.FromResult<string?>("1");
    }
}

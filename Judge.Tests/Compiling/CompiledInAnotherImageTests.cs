using System.Text;
using Judge.Jobs;
using Judge.Jobs.Compiling;
using Judge.Jobs.Languages;
using Judge.Jobs.Sandbox;
using Judge.Jobs.Submissions;
using Microsoft.Extensions.Logging.Abstractions;
using Shouldly;

namespace Judge.Tests.Compiling;

public class CompiledInAnotherImageTests
{
    [Fact]
    public async Task What_a_container_of_the_old_image_made_is_not_kept_as_the_new_ones()
    {
        var language = LanguageCatalog.Load(Repository.Path("sandbox/languages")).Find("c")!;
        var options = new CompilingOptions { DiskMb = 0 };
        var sandbox = new RebuiltSandbox();
        var compiler = new Compiler(sandbox, new CompileCache(options, new ArtifactFolder(options, new JudgeOptions(), NullLogger<ArtifactFolder>.Instance)));
        var submission = new Submission { Id = "1", Language = language.Word, Source = Encoding.UTF8.GetBytes(language.Example) };

        var inTheOld = await compiler.CompileAsync(language, submission, CancellationToken.None);
        sandbox.Used = sandbox.Known;
        var inTheNew = await compiler.CompileAsync(language, submission, CancellationToken.None);
        var again = await compiler.CompileAsync(language, submission, CancellationToken.None);

        (inTheOld.Cached, inTheNew.Cached, again.Cached).ShouldBe((false, false, true));
    }

    /// <summary>Its containers are of another image than the one that has the name by now.</summary>
    private sealed class RebuiltSandbox : ISandbox
    {
        public string Known { get; } = "new";
        public string Used { get; set; } = "old";

        public Task<RunReport> RunAsync(string image, RunRequest request, CancellationToken cancellationToken) => Task.FromResult(new RunReport
        {
            Ending = Ending.Exited,
            Code = 0,
            ImageId = Used,
            Files = [new BoxFile("main", "#!/bin/sh\n"u8.ToArray(), Executable: true)],
        });

        public Task<string?> CheckAsync(CancellationToken cancellationToken) => Task.FromResult<string?>(null);
        public Task<string?> FindImageIdAsync(string image, CancellationToken cancellationToken) => Task.FromResult<string?>(Known);
    }
}

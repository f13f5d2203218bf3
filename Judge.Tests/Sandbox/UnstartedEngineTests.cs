using System.ComponentModel;
using Judge.Jobs.Sandbox;
using Shouldly;

namespace Judge.Tests.Sandbox;

public sealed class UnstartedEngineTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("judge-engine-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task A_command_that_is_not_there_is_to_be_installed()
    {
        var engine = Path.Combine(_folder, "docker");

        (await FailureOfAsync(engine)).ShouldBe($"The command '{engine}' is not on this host. Install it (apt-get install docker.io), or set Sandbox:Engine.");
    }

    [Fact]
    public async Task A_command_that_is_there_is_not_to_be_installed_but_told_why_it_does_not_start()
    {
        var engine = Path.Combine(_folder, "docker");
        await File.WriteAllTextAsync(engine, "");

        (await FailureOfAsync(engine)).ShouldBe($"The command '{engine}' could not be started: Permission denied (errno 13).");
    }

    [Fact]
    public void A_host_that_is_short_of_descriptors_is_told_so() =>
        new EngineCommandLine(new SandboxOptions()).NotStarted(new Win32Exception("It failed.", new Win32Exception(24))).Message
            .ShouldBe("The command 'docker' could not be started: Too many open files (errno 24).");

    private static async Task<string> FailureOfAsync(string engine) =>
        (await Should.ThrowAsync<SandboxException>(() => new EngineCommandLine(new SandboxOptions { Engine = engine }).CallAsync(["ps"], CancellationToken.None))).Message;
}

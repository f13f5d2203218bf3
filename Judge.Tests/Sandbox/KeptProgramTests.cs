using System.Text;
using Judge.Jobs.Sandbox;
using Shouldly;

namespace Judge.Tests.Sandbox;

/// <summary>A compiled program stays in its container for the next run of the same one, and for no other.</summary>
[Trait("Needs", "Docker")]
public sealed class KeptProgramTests(SandboxFixture sandbox) : IClassFixture<SandboxFixture>, IAsyncLifetime
{
    private const string Tell = """
        #!/usr/bin/python3
        import os, sys
        file = os.stat("main")
        print(file.st_ino, file.st_uid, sorted(os.listdir()))
        """;

    private Slot Slot { get; set; } = null!;

    public async Task InitializeAsync() => Slot = await sandbox.ReadyAsync("judge/python");
    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task The_same_program_finds_its_file_where_it_was()
    {
        var program = Program(Tell);

        var first = await RunAsync(program);
        var second = await RunAsync(program, new BoxFile("data", "x"u8.ToArray()));

        var inode = first.Split(' ')[0];
        first.ShouldBe($"{inode} 0 ['main']\n");
        second.ShouldBe($"{inode} 0 ['data', 'main']\n");
        Slot.Broken.ShouldBeNull();
    }

    [Fact]
    public async Task Another_program_has_a_file_of_its_own_though_it_is_called_alike()
    {
        var first = await RunAsync(Program(Tell));
        var second = await RunAsync(Program(Tell));

        second.ShouldNotBe(first);
        Slot.Broken.ShouldBeNull();
    }

    [Fact]
    public async Task A_run_without_a_program_finds_an_empty_folder()
    {
        await RunAsync(Program(Tell));

        var report = await Slot.RunAsync(Requests.Shell("ls -A"), CancellationToken.None);

        report.Stdout.ShouldBeEmpty();
        Slot.Broken.ShouldBeNull();
    }

    [Fact]
    public async Task A_program_cannot_change_what_its_next_run_finds()
    {
        var program = Program("""
            #!/bin/sh
            echo started
            exec 2>/dev/null
            echo changed >> main && echo changed
            rm -f main && [ ! -e main ] && echo removed
            mv main other && echo moved
            chmod 4777 main && echo changed its mode
            mkdir -p rest/of/it && echo x > rest/of/it/x
            """);

        var first = await RunAsync(program);
        var second = await RunAsync(program);

        first.ShouldBe("started\n");
        second.ShouldBe("started\n");
        Slot.Broken.ShouldBeNull();
    }

    private static BoxFile Program(string text) => new("main", Encoding.UTF8.GetBytes(text), Executable: true);

    private async Task<string> RunAsync(BoxFile program, params BoxFile[] files)
    {
        var request = Requests.Shell("") with { Argv = ["./main"], Program = program, Files = files };
        var report = await Slot.RunAsync(request, CancellationToken.None);
        return Encoding.UTF8.GetString(report.Stdout) + Encoding.UTF8.GetString(report.Stderr);
    }
}

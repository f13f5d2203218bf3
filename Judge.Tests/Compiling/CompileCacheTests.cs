using Judge.Jobs;
using Judge.Jobs.Compiling;
using Judge.Jobs.Sandbox;
using Microsoft.Extensions.Logging.Abstractions;
using Shouldly;

namespace Judge.Tests.Compiling;

public sealed class CompileCacheTests : IDisposable
{
    private const string Key = "0123456789abcdef";
    private static readonly RunRequest Step = new()
    {
        Argv = ["/usr/bin/gcc", "main.c"],
        Env = new Dictionary<string, string> { ["LANG"] = "C" },
        Files = [new BoxFile("main.c", new byte[] { 1, 2 })],
        Collect = ["main"],
        Limits = new RunLimits { Cpu = TimeSpan.FromSeconds(1), Wall = TimeSpan.FromSeconds(1), MemoryBytes = 1 },
    };

    private readonly string _folder = Directory.CreateTempSubdirectory("judge-compiled-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task An_artifact_outlives_the_server()
    {
        await New().AddAsync(Key, Made("program"));

        var found = await New().FindAsync(Key);

        found!.Output.ShouldBe("a warning");
        found.Files.Single().Path.ShouldBe("main");
        found.Files.Single().Executable.ShouldBeTrue();
        found.Files.Single().Content.ToArray().ShouldBe("program"u8.ToArray());
    }

    [Fact]
    public async Task A_file_that_was_changed_or_renamed_on_disk_is_not_believed()
    {
        await New().AddAsync(Key, Made("program"));
        var path = Path.Combine(_folder, Key);
        File.Copy(path, Path.Combine(_folder, "fedcba"));
        var bytes = await File.ReadAllBytesAsync(path);
        bytes[^1] ^= 1;
        await File.WriteAllBytesAsync(path, bytes);

        (await New().FindAsync(Key)).ShouldBeNull();
        (await New().FindAsync("fedcba")).ShouldBeNull();
    }

    [Fact]
    public async Task The_least_recently_used_is_forgotten_when_the_disk_is_full()
    {
        var cache = New(diskMb: 1);
        await cache.AddAsync("a", Made(new string('x', 600_000)));
        await Task.Delay(20);
        await cache.AddAsync("b", Made(new string('x', 600_000)));

        (await New(diskMb: 1).FindAsync("a")).ShouldBeNull();
        (await New(diskMb: 1).FindAsync("b")).ShouldNotBeNull();
    }

    [Fact]
    public async Task A_program_for_which_the_folder_is_too_small_costs_no_other_its_place()
    {
        await New(diskMb: 1).AddAsync("a", Made("program"));

        await New(diskMb: 1).AddAsync("b", Made(new string('x', 1_100_000)));

        (await New(diskMb: 1).FindAsync("a")).ShouldNotBeNull();
        (await New(diskMb: 1).FindAsync("b")).ShouldBeNull();
    }

    [Fact]
    public async Task Small_artifacts_are_forgotten_by_the_blocks_that_they_take_of_the_disk()
    {
        var cache = New(diskMb: 1);

        for (var number = 0; number < 300; number++)
            await cache.AddAsync($"{number}", Made("program"));

        Directory.GetFiles(_folder).Length.ShouldBeLessThanOrEqualTo((1 << 20) / 4096);
    }

    [Fact]
    public async Task An_artifact_of_thousands_of_tiny_files_counts_by_what_it_takes_of_memory()
    {
        var options = new CompilingOptions { MemoryMb = 1, DiskMb = 0 };
        var cache = new CompileCache(options, new ArtifactFolder(options, new JudgeOptions(), NullLogger<ArtifactFolder>.Instance));
        var before = GC.GetAllocatedBytesForCurrentThread();
        var artifact = new Artifact([.. Enumerable.Range(0, 4096).Select(number => new BoxFile($"{number}", new byte[1]))], "");
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        foreach (var key in (string[])["a", "b", "c"])
            await cache.AddAsync(key, artifact);

        // A list that grew is thrown away with the making of it.
        artifact.Bytes.ShouldBeInRange(allocated / 2, allocated * 2);
        (await cache.FindAsync("a")).ShouldBeNull();
        (await cache.FindAsync("c")).ShouldNotBeNull();
    }

    [Fact]
    public async Task A_folder_that_was_deleted_is_made_again()
    {
        var cache = New();
        Directory.Delete(_folder, recursive: true);

        (await cache.FindAsync(Key)).ShouldBeNull();
        await cache.AddAsync(Key, Made("program"));

        (await New().FindAsync(Key)).ShouldNotBeNull();
    }

    [Fact]
    public async Task A_folder_that_cannot_be_made_costs_a_compile_and_no_more()
    {
        var cache = New();
        Directory.Delete(_folder, recursive: true);
        await File.WriteAllTextAsync(_folder, "");

        try
        {
            (await cache.FindAsync(Key)).ShouldBeNull();
            await cache.AddAsync(Key, Made("program"));
        }
        finally
        {
            File.Delete(_folder);
            Directory.CreateDirectory(_folder);
        }
    }

    [Fact]
    public void Whatever_a_compile_step_depends_on_changes_its_key()
    {
        RunRequest[] others =
        [
            Step with { Argv = ["/usr/bin/gcc", "-O2", "main.c"] },
            Step with { Argv = ["/usr/bin/gccmain.c"] },
            Step with { Env = new Dictionary<string, string> { ["LANG"] = "D" } },
            Step with { Files = [new BoxFile("main.c", new byte[] { 1, 3 })] },
            Step with { Files = [new BoxFile("main.cc", new byte[] { 1, 2 })] },
            Step with { Files = [new BoxFile("main.c", new byte[] { 1 }), new BoxFile("x", new byte[] { 2 })] },
            Step with { Collect = ["."] },
            Step with { Limits = Step.Limits with { MemoryBytes = 2 } },
        ];
        var keys = others.Select(other => CompileKey.Of("image", other)).Append(CompileKey.Of("image", Step)).Append(CompileKey.Of("newer image", Step)).ToList();

        keys.Distinct().Count().ShouldBe(keys.Count);
        CompileKey.Of("image", Step with { }).ShouldBe(CompileKey.Of("image", Step));
    }

    private CompileCache New(int diskMb = 16)
    {
        var options = new CompilingOptions { MemoryMb = 0, DiskMb = diskMb, Folder = _folder };
        return new CompileCache(options, new ArtifactFolder(options, new JudgeOptions(), NullLogger<ArtifactFolder>.Instance));
    }

    private static Artifact Made(string content) => new([new BoxFile("main", System.Text.Encoding.UTF8.GetBytes(content), Executable: true)], "a warning");
}

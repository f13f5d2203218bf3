using System.Text;
using CliWrap;
using Judge.Jobs.Cleanup;
using Judge.Jobs.Sandbox;
using Shouldly;

namespace Judge.Tests.Sandbox;

/// <summary>What a runner may send back, which a program may have taken over, and what it is sent.</summary>
public sealed class FilesOfRunsTests
{
    private const int CollectBytes = 100;

    [Fact]
    public async Task Files_within_what_was_asked_for_are_taken()
    {
        var report = await RunAsync(frames => Data(File(Data(File(frames, "a/b", 60), 60), "c", 40), 40));

        report.Files.Select(file => (file.Path, file.Content.Length)).ShouldBe([("a/b", 60), ("c", 40)]);
        report.UnreadableName.ShouldBeNull();
    }

    [Fact]
    public async Task A_name_that_is_not_UTF8_is_told_and_its_file_left_out()
    {
        var report = await RunAsync(frames => Data(File(Data(File(frames, "d\u00e9/"u8, [0xff, 0x41, 0xfe], 3), 3), "c", 4), 4));

        report.Files.Select(file => file.Path).ShouldBe(["c"]);
        report.UnreadableName.ShouldBe("d\u00e9/\\xffA\\xfe");
    }

    [Fact]
    public async Task More_than_was_asked_for_is_taken_of_no_runner()
    {
        (string What, Action<FrameWriter> Collected)[] cases =
        [
            ("a file of 1 GiB that never comes", frames => File(frames, "a", 1 << 30)),
            ("a file of more than there is", frames => File(frames, "a", ulong.MaxValue)),
            ("files that are too large together", frames => File(Data(File(frames, "a", 60), 60), "b", 41)),
            ("too many files", frames =>
            {
                for (var at = 0; at <= RunRequest.CollectFilesMax; at++)
                    File(frames, $"{at}", 0);
            }),
            ("less than was announced", frames => Data(File(frames, "a", 60), 59)),
            ("less than was announced, before another", frames => File(Data(File(frames, "a", 60), 59), "b", 1)),
            ("more than was announced", frames => Data(File(frames, "a", 60), 61)),
            ("a path that leaves the folder", frames => File(frames, "../a", 0)),
            ("a path that is none", frames => File(frames, "a//b", 0)),
        ];

        foreach (var (what, collected) in cases)
            (await Should.ThrowAsync<SandboxException>(() => RunAsync(collected), what)).Message.ShouldContain("The runner sent", Case.Sensitive, what);
        (await Should.ThrowAsync<SandboxException>(() => RunAsync(frames => File(frames, "a", 0), asked: []))).Message.ShouldContain("The runner sent more files");
    }

    [Fact]
    public async Task Files_that_the_box_cannot_hold_are_not_sent_to_it()
    {
        var sent = new List<byte[]>();
        var files = Enumerable.Range(0, 16).Select(at => new BoxFile($"{at}", new byte[4097])).ToList();

        (await RunAsync(_ => { }, sent: sent, boxBytes: 16 * 8192, files: files)).Ending.ShouldBe(Ending.Exited);
        sent.Count.ShouldBe(1);

        var report = await RunAsync(_ => { }, sent: sent, boxBytes: (16 * 8192) - 1, files: files);
        (report.Ending, report.Code).ShouldBe((Ending.NotExecuted, 28));
        sent.Count.ShouldBe(1);
    }

    private static async Task<RunReport> RunAsync(
        Action<FrameWriter> collected, IReadOnlyList<string>? asked = null, List<byte[]>? sent = null, long boxBytes = long.MaxValue, IReadOnlyList<BoxFile>? files = null)
    {
        // Neither is there: an engine that knows of no container, and a container that has ended.
        var docker = new DockerEngine(new SandboxOptions { Engine = "true" }, new Fleet("test"));
        var container = new StartedContainer(docker, "judge-files", Cli.Wrap("true"));
        var runner = new StandInRunner(() => { }, sent: sent, collected: collected);
        var slot = new Slot(new ContainerKind("judge/c", ContainerClass.Compile), container, new ContainerSize(1, 1056), startsAhead: false, new Connection(runner, runner), docker) { BoxBytes = boxBytes };
        return await slot.RunAsync(Requests.Shell("true") with { Files = files ?? [], Collect = asked ?? ["."], Limits = Requests.Limits with { CollectBytes = CollectBytes } }, CancellationToken.None);
    }

    private static FrameWriter File(FrameWriter frames, string path, ulong bytes) => File(frames, Encoding.UTF8.GetBytes(path), [], bytes);

    private static FrameWriter File(FrameWriter frames, ReadOnlySpan<byte> path, ReadOnlySpan<byte> rest, ulong bytes)
    {
        frames.Begin(FrameType.CollectedFile).U32(1).U32(0b110_100_100).U64(bytes).U32((uint)(path.Length + rest.Length)).Bytes(path).Bytes(rest).End();
        return frames;
    }

    private static FrameWriter Data(FrameWriter frames, int bytes)
    {
        frames.Begin(FrameType.CollectedData).U32(1).Bytes(new byte[bytes]).End();
        return frames;
    }
}

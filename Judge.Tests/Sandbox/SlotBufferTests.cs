using System.Buffers.Binary;
using CliWrap;
using Judge.Jobs.Cleanup;
using Judge.Jobs.Sandbox;
using Shouldly;

namespace Judge.Tests.Sandbox;

/// <summary>A slot keeps its buffer as long as its container lives, so no run may make it large.</summary>
public sealed class SlotBufferTests : IAsyncLifetime
{
    /// <summary>The buffer holds what is sent in one write, and doubles as it grows.</summary>
    private const int WriteMaxBytes = 1 << 19;

    private readonly TaskCompletionSource _end = new();
    private readonly List<byte[]> _writes = [];
    private readonly StartedContainer _container;
    private readonly Slot _slot;

    public SlotBufferTests()
    {
        var docker = new DockerEngine(new SandboxOptions(), new Fleet("test"));
        _container = new StartedContainer(docker, "judge-writes", Cli.Wrap("cat").WithStandardInputPipe(PipeSource.Create((_, _) => _end.Task)));
        var runner = new StandInRunner(() => { }, sent: _writes);
        _slot = new Slot(new ContainerKind("judge/python", ContainerClass.Run), _container, new ContainerSize(1, 1056), startsAhead: false, new Connection(runner, runner), docker);
    }

    [Fact]
    public async Task Files_a_program_and_stdin_are_sent_whole_and_in_pieces()
    {
        var program = new BoxFile("main", Content(3_000_001), Executable: true);
        BoxFile[] files = [new BoxFile("a", Content(2_000_000)), new BoxFile("empty", default), .. Enumerable.Range(0, 200).Select(number => new BoxFile($"{number}", Content(9999)))];
        var request = Requests.Shell("true") with { Program = program, Files = files, Stdin = Content(1_500_000) };

        await _slot.RunAsync(request, CancellationToken.None);

        _writes.Max(write => write.Length).ShouldBeLessThanOrEqualTo(WriteMaxBytes);
        var data = Frames().ToLookup(frame => frame.Type, frame => frame.Payload);
        data[FrameType.File].Count().ShouldBe(files.Length + 1);
        data[FrameType.FileData].SelectMany(payload => payload[4..]).ShouldBe((byte[])[.. program.Content.Span, .. files.SelectMany(file => file.Content.ToArray())]);
        data[FrameType.Stdin].SelectMany(payload => payload[4..]).ShouldBe(request.Stdin.ToArray());
        Frames().Last().Type.ShouldBe(FrameType.StdinEnd);
    }

    [Fact]
    public async Task A_small_run_leaves_in_one_write()
    {
        await _slot.RunAsync(Requests.Python("print(1)") with { Stdin = "1"u8.ToArray() }, CancellationToken.None);

        _writes.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Arguments_that_no_frame_holds_are_not_gathered()
    {
        var request = Requests.Shell("true") with { Argv = [.. Enumerable.Repeat(new string('x', 4096), 4096)] };
        var before = GC.GetAllocatedBytesForCurrentThread();

        var run = _slot.RunAsync(request, CancellationToken.None);
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        run.IsCompleted.ShouldBeTrue();
        (await run).Ending.ShouldBe(Ending.NotExecuted);
        _writes.ShouldBeEmpty();
        // Of 16 MiB.
        allocated.ShouldBeLessThan(2 << 20);
    }

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        _end.SetResult();
        await _container.Ended;
    }

    private static byte[] Content(int length)
    {
        var content = new byte[length];
        new Random(length).NextBytes(content);
        return content;
    }

    private IEnumerable<(FrameType Type, byte[] Payload)> Frames()
    {
        byte[] sent = [.. _writes.SelectMany(write => write)];
        for (var at = 0; at < sent.Length;)
        {
            var length = BinaryPrimitives.ReadInt32LittleEndian(sent.AsSpan(at));
            yield return ((FrameType)sent[at + 4], sent[(at + 5)..(at + 4 + length)]);
            at += 4 + length;
        }
    }
}

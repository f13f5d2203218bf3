using CliWrap;
using Judge.Jobs.Sandbox;
using Shouldly;

namespace Judge.Tests.Sandbox;

[Trait("Needs", "Docker")]
public class SlotGivenBackTests
{
    [Fact]
    public async Task A_container_that_ends_while_it_is_given_back_is_replaced_and_not_kept()
    {
        await using var pool = await PoolUnderTest.StartAsync(new SandboxOptions { WarmImages = [] });
        var end = new TaskCompletionSource();
        var container = new StartedContainer(pool.Docker, "judge-ends", Cli.Wrap("cat").WithStandardInputPipe(PipeSource.Create((_, _) => end.Task)));
        var runner = new RunnerThatEndsWhenGivenBack(() =>
        {
            end.SetResult();
            SpinWait.SpinUntil(() => container.Ended.IsCompleted);
        });
        var kind = new ContainerKind("judge/python", ContainerClass.Run);
        pool.Pool.Give(new Slot(kind, container, new ContainerSize(1, 1056), startsAhead: true, new Connection(runner, runner), pool.Docker));
        var ahead = new StartAhead { Argv = ["python3"], Env = new Dictionary<string, string>(), HeldFile = "main.py", StackBytes = 1 << 20 };

        await pool.Pool.RunAsync(kind.Image, Requests.Python("pass") with { Ahead = ahead }, CancellationToken.None);

        container.Ended.IsCompleted.ShouldBeTrue();
        await pool.UntilAsync(() => pool.Count("judge.sandbox.starts", "started") == 1 && pool.Slots("idle") == 1, "another container stands by in its place");
        pool.Count("judge.sandbox.recycles", "broken").ShouldBe(1);
    }

    /// <summary>Answers a run with a result, and does something of its own when it is asked for the next process ahead: at the end of a lease.</summary>
    private sealed class RunnerThatEndsWhenGivenBack(Action end) : Stream
    {
        private readonly MemoryStream _answers = new(Result());

        public override bool CanRead => true;
        public override bool CanSeek => false;
        public override bool CanWrite => true;
        public override long Length => throw new NotSupportedException();
        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public override int Read(byte[] buffer, int offset, int count) => _answers.Read(buffer, offset, count);
        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) => ValueTask.CompletedTask;
        public override void Write(byte[] buffer, int offset, int count) => end();
        public override void Flush() { }
        public override Task FlushAsync(CancellationToken cancellationToken) => Task.CompletedTask;
        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();
        public override void SetLength(long value) => throw new NotSupportedException();

        private static byte[] Result()
        {
            var writer = new FrameWriter();
            writer.Begin(FrameType.Result).U32(1).U32((uint)Ending.Exited).U32(0).U32(0).U32(0).U32(0)
                .U64(1).U64(1).U64(0).U64(1).U64(0).U64(0).End();
            return writer.Written.ToArray();
        }
    }
}

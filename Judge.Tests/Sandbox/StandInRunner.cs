using System.IO.Pipelines;
using Judge.Jobs.Sandbox;

namespace Judge.Tests.Sandbox;

/// <summary>A runner that runs nothing: it answers each run with a result, and tells when it is asked for a process ahead.</summary>
/// <param name="askedAhead">Called while the pool asks.</param>
/// <param name="results">Done when runs may end; null: at once.</param>
/// <param name="sent">Gets a copy of each write; null: of none.</param>
/// <param name="collected">Writes what comes before each result; null: nothing does.</param>
internal sealed class StandInRunner(Action askedAhead, Task? results = null, ICollection<byte[]>? sent = null, Action<FrameWriter>? collected = null) : Stream
{
    // An answer may be longer than what is read of it at once.
    private readonly Pipe _answers = new(new PipeOptions(pauseWriterThreshold: 0));

    public override bool CanRead => true;
    public override bool CanSeek => false;
    public override bool CanWrite => true;
    public override long Length => throw new NotSupportedException();
    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        _answers.Reader.AsStream(leaveOpen: true).ReadAsync(buffer, cancellationToken);

    /// <summary>Runs and pings come this way.</summary>
    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        sent?.Add(buffer.ToArray());
        var isPing = (FrameType)buffer.Span[4] == FrameType.Ping;
        if (!isPing)
            await (results ?? Task.CompletedTask).WaitAsync(cancellationToken);
        var answer = new FrameWriter();
        if (isPing)
            answer.Begin(FrameType.Pong).End();
        else
            collected?.Invoke(answer);
        if (!isPing)
            answer.Begin(FrameType.Result).U32(1).U32((uint)Ending.Exited).U32(0).U32(0).U32(0).U32(0).U64(1).U64(1).U64(0).U64(1).U64(0).U64(0).End();
        await _answers.Writer.WriteAsync(answer.Written, cancellationToken);
    }

    /// <summary>What is sent at the end of a lease, and while the worker rests: the asking for a process ahead.</summary>
    public override void Write(byte[] buffer, int offset, int count) => askedAhead();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    public override void Flush() { }
    public override Task FlushAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();
    public override void SetLength(long value) => throw new NotSupportedException();
}

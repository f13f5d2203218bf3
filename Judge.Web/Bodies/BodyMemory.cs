using Judge.Jobs;
using Judge.Web.Errors;

namespace Judge.Web.Bodies;

/// <summary>
/// The memory that large bodies may take together, with what is made of them until they are stored: <see cref="JudgeOptions.RequestMemoryMb"/>.
/// Who finds no room waits a little, in the order of coming, and is then told to come again. Small bodies need none of it, and so pass while large ones wait.
/// </summary>
public sealed class BodyMemory(JudgeOptions options)
{
    /// <summary>Largest body: 16 MiB of stdin in base64, escaped, with the source beside it.</summary>
    public const long BodyMaxBytes = 64L << 20;
    /// <summary>Bytes of a body up to which it needs no room.</summary>
    internal const int FreeBytes = 128 << 10;
    /// <summary>Bytes in memory for one of a body, at most: itself, its strings at two bytes a character, their bytes, and what is sent to Redis, some of it collected late.</summary>
    private const int BytesPerByte = 6;
    /// <summary>Least that <see cref="JudgeOptions.RequestMemoryMb"/> may be: what one largest body takes.</summary>
    internal const int LeastMb = (int)(BodyMaxBytes >> 20) * BytesPerByte;
    /// <summary>So much given back is worth a collection, of some 20 ms.</summary>
    private const long CollectedBytes = 128 << 20;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private readonly Lock _lock = new();
    private readonly LinkedList<Waiting> _waiting = [];
    private long _droppedBytes;
    private long _freeBytes = (long)options.RequestMemoryMb << 20;

    /// <summary>Room for a body of this length.</summary>
    /// <exception cref="BadRequestException">503: there was none within five seconds.</exception>
    internal async Task<BodyRoom> TakeAsync(long bodyBytes, CancellationToken cancellationToken)
    {
        var room = new BodyRoom(this, Math.Min(bodyBytes, BodyMaxBytes) * BytesPerByte);
        LinkedListNode<Waiting> waiting;
        lock (_lock)
        {
            if (_waiting.Count == 0 && _freeBytes >= room.Bytes)
            {
                _freeBytes -= room.Bytes;
                return room;
            }
            waiting = _waiting.AddLast(new Waiting(room.Bytes));
        }
        try
        {
            await waiting.Value.Given.Task.WaitAsync(Patience, cancellationToken);
            return room;
        }
        catch (Exception e) when (e is TimeoutException or OperationCanceledException)
        {
            GiveUp(waiting);
            throw e is not TimeoutException ? e : new BadRequestException(503,
                $"The server has no memory for this body of {(bodyBytes + (1 << 20) - 1) >> 20} MiB now, for other large ones are on the way. Nothing was stored; send it again shortly. Judge:RequestMemoryMb={options.RequestMemoryMb} bounds what they take together.");
        }
    }

    /// <summary>Gives back what was used.</summary>
    private void Drop(long bytes)
    {
        // Large objects are collected when there are many more of them than this budget: it would bound what is used, and not what is taken.
        if (Interlocked.Add(ref _droppedBytes, bytes) >= CollectedBytes)
        {
            Interlocked.Exchange(ref _droppedBytes, 0);
            GC.Collect();
        }
        GiveBack(bytes);
    }

    private void GiveBack(long bytes)
    {
        lock (_lock)
        {
            _freeBytes += bytes;
            LetIn();
        }
    }

    private void GiveUp(LinkedListNode<Waiting> waiting)
    {
        lock (_lock)
        {
            // Given at the last moment.
            if (waiting.List is null)
                _freeBytes += waiting.Value.Bytes;
            else
                _waiting.Remove(waiting);
            LetIn();
        }
    }

    private void LetIn()
    {
        while (_waiting.First is { } next && next.Value.Bytes <= _freeBytes)
        {
            _waiting.RemoveFirst();
            _freeBytes -= next.Value.Bytes;
            next.Value.Given.SetResult();
        }
    }

    private sealed record Waiting(long Bytes)
    {
        public TaskCompletionSource Given { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }

    /// <summary>What one body has of it, until it is given back.</summary>
    internal sealed class BodyRoom(BodyMemory memory, long bytes) : IDisposable
    {
        private long _bytes = bytes;

        public long Bytes => _bytes;

        /// <summary>The body turned out to be longer: room for so much more of it.</summary>
        /// <exception cref="BadRequestException">503: there was none within five seconds.</exception>
        public async Task GrowAsync(long bodyBytes, CancellationToken cancellationToken) =>
            _bytes += (await memory.TakeAsync(bodyBytes, cancellationToken)).Bytes;

        /// <summary>The body turned out to be this long: the rest, which was not used, is given back.</summary>
        public void ShrinkTo(long bodyBytes) => memory.GiveBack(_bytes - (_bytes = bodyBytes * BytesPerByte));

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _bytes, 0) is > 0 and var bytes)
                memory.Drop(bytes);
        }
    }
}

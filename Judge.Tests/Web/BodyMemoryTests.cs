using Judge.Jobs;
using Judge.Web.Bodies;
using Judge.Web.Errors;
using Microsoft.AspNetCore.Http;
using Shouldly;

namespace Judge.Tests.Web;

public class BodyMemoryTests
{
    private const int KiB = 1 << 10;
    private const int MiB = 1 << 20;
    /// <summary>Room for one largest body.</summary>
    private readonly BodyMemory _memory = new(new JudgeOptions { RequestMemoryMb = BodyMemory.LeastMb });

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_small_body_passes_while_a_large_one_waits_for_room(bool lengthIsTold)
    {
        var taken = await _memory.TakeAsync(BodyMemory.BodyMaxBytes, CancellationToken.None);

        var large = ReadAsync(MiB, lengthIsTold);
        var small = await ReadAsync(100 * KiB, lengthIsTold);
        var waited = !large.IsCompleted;
        taken.Dispose();

        (small.Bytes.Length, small.Room).ShouldBe((100 * KiB, null));
        waited.ShouldBeTrue();
        (await large).Bytes.ToArray().ShouldBe(BytesOf(MiB));
        (await large).Room.ShouldNotBeNull();
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(128 * KiB)]
    [InlineData((128 * KiB) + 1)]
    [InlineData(3 * MiB)]
    [InlineData(64 * MiB)]
    public async Task A_body_is_read_whole_whether_its_length_is_told_or_not(int length)
    {
        foreach (var lengthIsTold in (bool[])[true, false])
        {
            var body = await ReadAsync(length, lengthIsTold);

            body.Bytes.Span.SequenceEqual(BytesOf(length)).ShouldBeTrue();
            body.Room?.Dispose();
        }
    }

    [Fact]
    public async Task Bodies_without_a_length_do_not_wait_for_one_that_comes_slowly()
    {
        using var begun = new CancellationTokenSource();
        var slow = ReadAsync(new StalledStream(), null, begun.Token);

        var other = await ReadAsync(MiB, lengthIsTold: false);

        other.Bytes.Length.ShouldBe(MiB);
        slow.IsCompleted.ShouldBeFalse();
        other.Room!.Dispose();
        await begun.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(slow);
        (await _memory.TakeAsync(BodyMemory.BodyMaxBytes, CancellationToken.None)).Dispose();
    }

    [Fact]
    public async Task Bodies_that_tell_of_a_great_length_and_send_little_of_it_keep_room_for_4_MiB_at_most()
    {
        using var end = new CancellationTokenSource();
        var silent = Enumerable.Range(0, 20).Select(_ => ReadAsync(new StalledStream { Left = 0 }, 64 * MiB, end.Token)).ToList();
        var stalled = Enumerable.Range(0, 15).Select(_ => ReadAsync(new StalledStream(), 64 * MiB, end.Token)).ToList();

        // The least memory has room for 64 MiB.
        using var rest = await _memory.TakeAsync(4 * MiB, CancellationToken.None);

        await end.CancelAsync();
        foreach (var slow in silent.Concat(stalled))
            await Should.ThrowAsync<OperationCanceledException>(slow);
    }

    [Fact]
    public async Task A_body_without_a_length_keeps_room_for_what_came_of_it()
    {
        var body = await ReadAsync(MiB, lengthIsTold: false);

        using var rest = await _memory.TakeAsync(63 * MiB, CancellationToken.None);

        body.Room!.Dispose();
        (await _memory.TakeAsync(MiB, CancellationToken.None)).Dispose();
    }

    [Fact]
    public async Task Who_finds_no_room_in_time_is_told_to_come_again_and_takes_none_with_him()
    {
        var taken = await _memory.TakeAsync(BodyMemory.BodyMaxBytes, CancellationToken.None);

        var refusal = await Should.ThrowAsync<BadRequestException>(ReadAsync(MiB, lengthIsTold: true));
        taken.Dispose();
        // Once, not once more.
        taken.Dispose();

        refusal.StatusCode.ShouldBe(503);
        refusal.Message.ShouldContain("body of 1 MiB");
        refusal.Message.ShouldContain("send it again shortly");
        refusal.Message.ShouldContain($"Judge:RequestMemoryMb={BodyMemory.LeastMb}");
        using var all = await _memory.TakeAsync(BodyMemory.BodyMaxBytes, CancellationToken.None);
        _memory.TakeAsync(MiB, CancellationToken.None).IsCompleted.ShouldBeFalse();
    }

    [Fact]
    public async Task Room_is_given_in_the_order_of_asking_and_one_who_leaves_lets_in_those_behind()
    {
        var taken = await _memory.TakeAsync(10 * MiB, CancellationToken.None);
        using var gone = new CancellationTokenSource();
        var largest = _memory.TakeAsync(BodyMemory.BodyMaxBytes, gone.Token);
        var behind = _memory.TakeAsync(MiB, CancellationToken.None);
        var inTurn = !behind.IsCompleted;

        await gone.CancelAsync();

        inTurn.ShouldBeTrue();
        await Should.ThrowAsync<OperationCanceledException>(largest);
        (await behind).Dispose();
        taken.Dispose();
        (await _memory.TakeAsync(BodyMemory.BodyMaxBytes, CancellationToken.None)).Dispose();
    }

    [Fact]
    public async Task A_body_that_breaks_off_leaves_its_room()
    {
        await Should.ThrowAsync<IOException>(ReadAsync(new BrokenStream(), 2 * MiB));

        (await _memory.TakeAsync(BodyMemory.BodyMaxBytes, CancellationToken.None)).Dispose();
    }

    [Fact]
    public async Task A_body_that_is_too_long_waits_for_no_room()
    {
        using var taken = await _memory.TakeAsync(BodyMemory.BodyMaxBytes, CancellationToken.None);

        (await Should.ThrowAsync<BadRequestException>(ReadAsync(new MemoryStream(), BodyMemory.BodyMaxBytes + 1))).StatusCode.ShouldBe(413);
    }

    private Task<Body> ReadAsync(int length, bool lengthIsTold) => ReadAsync(new MemoryStream(BytesOf(length)), lengthIsTold ? length : null);

    private Task<Body> ReadAsync(Stream stream, long? length, CancellationToken cancellationToken = default)
    {
        var request = new DefaultHttpContext().Request;
        request.Body = stream;
        request.ContentLength = length;
        return Body.ReadAsync(request, _memory, cancellationToken);
    }

    private static byte[] BytesOf(int length)
    {
        var bytes = new byte[length];
        for (var at = 0; at < length; at++)
            bytes[at] = (byte)(at * 31 >> 3);
        return bytes;
    }

    /// <summary>Says nothing more after 256 KiB.</summary>
    private sealed class StalledStream : MemoryStream
    {
        private int _left = 256 * KiB;

        public int Left { init => _left = value; }

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            if (_left == 0)
                await Task.Delay(Timeout.Infinite, cancellationToken);
            var read = Math.Min(_left, buffer.Length);
            _left -= read;
            return read;
        }
    }

    /// <summary>Fails at its second read.</summary>
    private sealed class BrokenStream : MemoryStream
    {
        private int _reads;

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            ++_reads == 1 ? ValueTask.FromResult(KiB) : ValueTask.FromException<int>(new IOException("It broke off."));
    }
}

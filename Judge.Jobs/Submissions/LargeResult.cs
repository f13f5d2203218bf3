using Judge.Jobs.Redis;
using StackExchange.Redis;

namespace Judge.Jobs.Submissions;

/// <summary>
/// A large result, passed on as it lies in Redis, a part at a time: read whole, one of 200 MB (16 MiB of NUL on each stream) would cost its reader
/// several times that, and who asks may be many.
/// </summary>
public sealed class LargeResult
{
    /// <summary>Bytes of JSON up to which a result is read whole.</summary>
    public const int WholeMaxBytes = 256 << 10;
    // Below 85,000 bytes, from which on an array waits for the rarest collections.
    private const int PartBytes = 64 << 10;
    /// <summary>The end of a result has its attempt and its times, by which it is told from any other of this submission.</summary>
    private const int EndBytes = 256;

    private readonly IDatabase _db;
    private readonly RedisKey _key;
    private readonly RedisValue _end;

    private LargeResult(IDatabase db, RedisKey key, RedisValue end, long bytes) => (_db, _key, _end, Bytes) = (db, key, end, bytes);

    /// <summary>Length of its JSON.</summary>
    public long Bytes { get; }

    /// <summary>Null: it is large no more.</summary>
    internal static async Task<LargeResult?> FindAsync(IDatabase db, RedisKey key)
    {
        // In this order: with another end than its own, a length is found out at the first part.
        var end = EndAsync(db, key);
        var length = db.StringLengthAsync(key);
        return await length >= WholeMaxBytes ? new LargeResult(db, key, await end, await length) : null;
    }

    /// <summary>Writes it; false: it was deleted, expired or run again meanwhile, and a part of it is written at most.</summary>
    /// <exception cref="RedisException">Redis does not answer; a part may be written.</exception>
    /// <exception cref="TimeoutException">The same.</exception>
    public async Task<bool> TryCopyToAsync(Stream target, CancellationToken cancellationToken)
    {
        var next = PartAsync(0);
        for (long at = 0; at < Bytes;)
        {
            if (await next.WaitAsync(RedisTrouble.Patience, cancellationToken) is not { } part)
                return false;
            at += part.Length;
            // Asked for while this one is sent.
            if (at < Bytes)
                next = PartAsync(at);
            await target.WriteAsync(part, cancellationToken);
        }
        return true;
    }

    private async Task<byte[]?> PartAsync(long at)
    {
        var part = _db.StringGetRangeAsync(_key, at, Math.Min(at + PartBytes, Bytes) - 1);
        // Asked for after it: what is the same now was the same then.
        var end = EndAsync(_db, _key);
        return await part is { IsNullOrEmpty: false } bytes && await end == _end ? (byte[])bytes! : null;
    }

    private static Task<RedisValue> EndAsync(IDatabase db, RedisKey key) => db.StringGetRangeAsync(key, -EndBytes, -1);
}

using System.Runtime.CompilerServices;
using System.Text.Json;
using Judge.Jobs.Redis;
using StackExchange.Redis;

namespace Judge.Jobs.Submissions;

/// <summary>What is looked for; null: any.</summary>
public sealed record SubmissionFilter
{
    public SubmissionStatus? Status { get; init; }
    /// <summary>Word of the language, such as <c>python</c>.</summary>
    public string? Language { get; init; }
    /// <summary>Earliest creation.</summary>
    public DateTimeOffset? Since { get; init; }

    internal bool Accepts(SubmissionResult result) =>
        (Status is null || result.Status == Status) && (Language is null || result.Language == Language) && (Since is null || result.CreatedAt >= Since.Value.UtcDateTime);
}

/// <summary>
/// Finds submissions by what is stored of them. It reads every result there is, for an admin's rare question: an index would cost
/// each submission something. An admin waits for it: each answer of Redis for <see cref="RedisTrouble.Patience"/> at most, a large one longer.
/// </summary>
public sealed class SubmissionSearch(IConnectionMultiplexer redis)
{
    private const int ResultsPerRead = 50;
    /// <summary>Of results that are read together; a larger one is read alone. 16 MiB of NUL on each stream are 200 MB of JSON.</summary>
    private const long BytesPerRead = 8 << 20;
    // The ids alone: the other keys of a submission have more behind them.
    private static readonly string Pattern = SubmissionStore.Key("????????-????-????-????-????????????");

    /// <summary>Those that the filter accepts, the newest first, without what they wrote.</summary>
    public async Task<IReadOnlyList<SubmissionResult>> FindAsync(SubmissionFilter filter, CancellationToken cancellationToken)
    {
        var found = new Dictionary<string, SubmissionResult>(StringComparer.Ordinal);
        await foreach (var result in AllAsync(cancellationToken))
            if (filter.Accepts(result))
                found[result.SubmissionId] = result with { Stdout = null, Stderr = null, StdoutBase64 = null, StderrBase64 = null, CompileOutput = null, TestResults = null };
        return [.. found.Values.OrderByDescending(result => result.CreatedAt)];
    }

    private async IAsyncEnumerable<SubmissionResult> AllAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var db = redis.GetDatabase();
        foreach (var server in redis.GetServers().Where(server => server is { IsConnected: true, IsReplica: false }))
            await foreach (var keys in KeysAsync(server, db.Database, cancellationToken).Chunk(ResultsPerRead).WithCancellation(cancellationToken))
            {
                var lengths = await Task.WhenAll(keys.Select(key => db.StringLengthAsync(key))).WaitAsync(RedisTrouble.Patience, cancellationToken);
                foreach (var read in ReadsOf(lengths))
                    foreach (var json in await db.StringGetAsync(keys[read]).WaitAsync(RedisTrouble.PatienceWith(lengths[read].Sum()), cancellationToken))
                        if (!json.IsNull)
                            yield return JsonSerializer.Deserialize<SubmissionResult>((byte[])json!, SubmissionJson.Options)!;
            }
    }

    private static async IAsyncEnumerable<RedisKey> KeysAsync(IServer server, int database, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var keys = server.KeysAsync(database, Pattern, pageSize: 1000).GetAsyncEnumerator(cancellationToken);
        while (await keys.MoveNextAsync().AsTask().WaitAsync(RedisTrouble.Patience, cancellationToken))
            yield return keys.Current;
    }

    /// <summary>Which of them are read together, by their lengths in bytes.</summary>
    internal static IEnumerable<Range> ReadsOf(IReadOnlyList<long> lengths)
    {
        for (int from = 0, to; from < lengths.Count; from = to)
        {
            var bytes = lengths[from];
            for (to = from + 1; to < lengths.Count && bytes + lengths[to] <= BytesPerRead; to++)
                bytes += lengths[to];
            yield return from..to;
        }
    }
}

using System.Text.Json;
using Judge.Jobs.Cleanup;
using Judge.Jobs.Redis;
using Judge.Jobs.Submissions;
using StackExchange.Redis;

namespace Judge.Jobs.Languages;

/// <summary>
/// What the workers tell each other and the web servers of languages: the Redis hash <c>languages:{word}</c> holds each worker's state, since one that lacks
/// an image says nothing of the others; <c>languages</c> holds the last try-out that went well, which outlives its worker.
/// </summary>
internal sealed class ToldLanguages(IConnectionMultiplexer redis)
{
    private const string TriedOutKey = "languages";

    // A ready state that seems to be of nobody may be of one whose heart has yet to beat, and who tells it once: only who is ready too removes it.
    private const string TellScript = """
        local all = redis.call('HGETALL', KEYS[1])
        for i = 1, #all, 2 do
          if redis.call('EXISTS', ARGV[4] .. all[i]) == 0 and (ARGV[3] == '1' or not cjson.decode(all[i + 1]).ready) then redis.call('HDEL', KEYS[1], all[i]) end
        end
        redis.call('HSET', KEYS[1], ARGV[1], ARGV[2])
        if ARGV[3] == '1' then redis.call('HSET', KEYS[2], ARGV[5], ARGV[2]) end
        """;

    private const string FindScript = """
        local all, found = redis.call('HGETALL', KEYS[1]), false
        for i = 1, #all, 2 do
          if redis.call('EXISTS', ARGV[1] .. all[i]) == 1 then
            found = all[i + 1]
            if cjson.decode(found).ready then return found end
          end
        end
        return found
        """;

    /// <summary>The worker who tells.</summary>
    public string Instance { get; init; } = InstanceHeartbeat.Instance;

    public static RedisKey KeyOf(string word) => "languages:" + word;

    /// <summary>Tells this worker's state.</summary>
    public Task TellAsync(Language language, LanguageState state) =>
        redis.GetDatabase().ScriptEvaluateAsync(TellScript, [KeyOf(language.Word), TriedOutKey],
            [Instance, JsonSerializer.SerializeToUtf8Bytes(state, SubmissionJson.Options), state.Ready ? "1" : "0", (string)InstanceHeartbeat.KeyOf("")!, language.Word])
            .WaitAsync(RedisTrouble.Patience);

    /// <summary>A living worker's state: one that is ready where there is such, else another's; null: none has told of it.</summary>
    public async Task<LanguageState?> FindAsync(Language language) =>
        Read((RedisValue)await redis.GetDatabase().ScriptEvaluateAsync(FindScript, [KeyOf(language.Word)], [(string)InstanceHeartbeat.KeyOf("")!]).WaitAsync(RedisTrouble.Patience));

    /// <summary>What came of the last try-out that went well, on whatever worker.</summary>
    public async Task<LanguageState?> FindTriedOutAsync(Language language) =>
        Read(await redis.GetDatabase().HashGetAsync(TriedOutKey, language.Word).WaitAsync(RedisTrouble.Patience));

    private static LanguageState? Read(RedisValue json) => json.IsNull ? null : JsonSerializer.Deserialize<LanguageState>((byte[])json!, SubmissionJson.Options);
}

namespace Judge.Jobs.Submissions;

/// <summary>What scripts read of a stored submission, whatever its size: Redis serves nobody meanwhile.</summary>
internal static class StoredLua
{
    /// <summary>
    /// Lua function that reads the result at a key: a table, of which a large one has its attempt and <c>ended</c> as its status; nil for none.
    /// </summary>
    // A large one is the serializer's, and ends with its attempt and its times. What a program wrote has no quotes there but escaped ones.
    public const string Function = """
        local function stored(key)
          if redis.call('STRLEN', key) >= 262144 then
            return { status = 'ended', attempt = tonumber(string.match(redis.call('GETRANGE', key, -256, -1), '.*"attempt":(%d+),')) }
          end
          local now = redis.call('GET', key)
          return now and cjson.decode(now)
        end

        """;

    /// <summary>Lua function that reads the language, the queue and the time of the request at a key; nil for none.</summary>
    // They stand before its source and behind its files, the last of their kind there.
    public const string RequestFunction = """
        local function requested(key)
          local language = string.match(redis.call('GETRANGE', key, 0, 255), '^{"id":"[^"]*","language":"([^"]*)"')
          local queue, created = string.match(redis.call('GETRANGE', key, -512, -1), '.*"priority":"(%a+)".*"created_at":"([^"]*)"')
          return language, queue, created
        end

        """;
}

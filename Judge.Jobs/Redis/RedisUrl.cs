using System.Globalization;
using StackExchange.Redis;

namespace Judge.Jobs.Redis;

/// <summary>
/// Turns a <c>redis://user:password@host:port/db</c> (or <c>rediss://</c>, with TLS) URL into StackExchange.Redis's options,
/// whose own parser takes such a URL for a host name without an error.
/// </summary>
public static class RedisUrl
{
    /// <exception cref="FormatException">The text is not such a URL; the message says what is accepted.</exception>
    public static ConfigurationOptions Parse(string text)
    {
        const string accepted = "Accepted: redis://[user[:password]@]host[:port][/db], rediss:// the same with TLS, or unix:///path/to/socket.";
        if (!Uri.TryCreate(text, UriKind.Absolute, out var url) || url.Scheme is not ("redis" or "rediss" or "unix"))
            throw new FormatException($"REDIS_URL is not a Redis URL. {accepted}");
        if (url.Scheme == "unix")
            return ForSocket(url.LocalPath);
        if (url.Host.Length == 0)
            throw new FormatException($"REDIS_URL names no host. {accepted}");

        var options = Defaults();
        options.EndPoints.Add(url.DnsSafeHost, url.IsDefaultPort || url.Port < 0 ? 6379 : url.Port);
        options.Ssl = url.Scheme == "rediss";
        if (options.Ssl)
            options.SslHost = url.DnsSafeHost;

        var separator = url.UserInfo.IndexOf(':', StringComparison.Ordinal);
        var user = Uri.UnescapeDataString(separator < 0 ? url.UserInfo : url.UserInfo[..separator]);
        if (separator >= 0)
            options.Password = Uri.UnescapeDataString(url.UserInfo[(separator + 1)..]);
        if (user.Length > 0 && user != "default")
            options.User = user;

        var database = url.AbsolutePath.Trim('/');
        if (database.Length > 0)
            options.DefaultDatabase = int.TryParse(database, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
                ? number
                : throw new FormatException($"REDIS_URL's database is '{database}', which is not a number. {accepted}");
        return options;
    }

    /// <summary>Options for a unix socket.</summary>
    public static ConfigurationOptions ForSocket(string path)
    {
        var options = Defaults();
        options.EndPoints.Add(new System.Net.Sockets.UnixDomainSocketEndPoint(path));
        return options;
    }

    private static ConfigurationOptions Defaults() => new()
    {
        // A server that is away at start is waited for, not a reason to stop.
        AbortOnConnectFail = false,
        ConnectTimeout = 5_000,
        SyncTimeout = 10_000,
        AsyncTimeout = 10_000,
        ReconnectRetryPolicy = new LinearRetry(500),
        ClientName = "judge",
    };
}

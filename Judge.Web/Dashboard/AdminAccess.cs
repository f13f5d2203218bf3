using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using Judge.Jobs;

namespace Judge.Web.Dashboard;

/// <summary>
/// Who is an admin: with a key, whoever brings it (X-Api-Key, Bearer, or the sign-in's cookie); without one, this host alone. The Host
/// header is looked at too, so that a web page cannot reach loopback by rebinding a name of its own.
/// </summary>
public static class AdminAccess
{
    public const string Cookie = "judge_admin";

    public static bool IsAdmin(HttpContext context, JudgeOptions options)
    {
        if (options.AdminKey is not { } key)
            return IsLocal(context);
        var request = context.Request;
        var bearer = request.Headers.Authorization.ToString();
        return Same(request.Headers["X-Api-Key"].ToString(), key)
            || (bearer.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase) && Same(bearer[7..].Trim(), key))
            || (IsFromHere(request) && IsTicket(request.Cookies[Cookie] ?? "", key));
    }

    /// <summary>What one who is no admin is told.</summary>
    public static string Refusal(JudgeOptions options) => options.AdminKey is null
        ? "Without an admin key this is open to programs on this host alone. Set JUDGE_ADMIN_KEY."
        : "The admin key is missing or wrong. Send it as X-Api-Key or as Authorization: Bearer.";

    /// <summary>The cookie's value: proves the key without holding it, until it expires.</summary>
    public static string Ticket(string key, DateTimeOffset expires) => Ticket(key, expires.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture));

    private static string Ticket(string key, string expires) =>
        $"{expires}.{Convert.ToHexString(HMACSHA256.HashData(Encoding.UTF8.GetBytes(key), Encoding.UTF8.GetBytes("judge admin session until " + expires)))}";

    private static bool IsTicket(string given, string key)
    {
        var expires = given.Split('.')[0];
        return long.TryParse(expires, NumberStyles.None, CultureInfo.InvariantCulture, out var second)
            && second > DateTimeOffset.UtcNow.ToUnixTimeSeconds() && Same(given, Ticket(key, expires));
    }

    public static bool Same(string given, string expected) =>
        CryptographicOperations.FixedTimeEquals(SHA256.HashData(Encoding.UTF8.GetBytes(given)), SHA256.HashData(Encoding.UTF8.GetBytes(expected)));

    /// <summary>Whether it comes from a program on this host, and not from a web page that a browser on it shows.</summary>
    internal static bool IsLocal(HttpContext context) =>
        context.Connection.RemoteIpAddress is { } address && IPAddress.IsLoopback(address)
        && IsOfHere(context.Request.Host.Host)
        && IsFromHere(context.Request);

    // An address is what it says; a name but this one can be made to mean this host by whoever owns it.
    private static bool IsOfHere(string host) =>
        host.TrimEnd('.').Equals("localhost", StringComparison.OrdinalIgnoreCase) || (IPAddress.TryParse(host, out var address) && IPAddress.IsLoopback(address));

    // A page of another origin can make the browser send a form here, and the cookie with it: another port is the same site. Where the browser trusts
    // the connection, by TLS or over loopback, it tells what sends; else it tells at least the page's origin with all but GET and HEAD, which change nothing here.
    private static bool IsFromHere(HttpRequest request) =>
        request.Headers["Sec-Fetch-Site"].ToString() is "" or "none" or "same-origin"
        && (HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method) || IsOwnOrigin(request));

    private static bool IsOwnOrigin(HttpRequest request)
    {
        var text = request.Headers.Origin.ToString();
        return text.Length == 0 || (Uri.TryCreate(text, UriKind.Absolute, out var origin)
            // A proxy that ends TLS asks by http for what its clients ask for by https.
            && (origin.Scheme == request.Scheme || origin.Scheme == Uri.UriSchemeHttps)
            && Uri.TryCreate($"{origin.Scheme}://{request.Host.Value}", UriKind.Absolute, out var own)
            && origin.IdnHost.Equals(own.IdnHost, StringComparison.OrdinalIgnoreCase) && origin.Port == own.Port);
    }
}

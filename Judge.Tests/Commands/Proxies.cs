namespace Judge.Tests.Commands;

/// <summary>The variables of an environment that tell how the net is reached.</summary>
internal static class Proxies
{
    /// <summary>One of each spelling; what the host of the tests has is left out.</summary>
    public static IReadOnlyDictionary<string, string?> Of(string? httpProxy, string? noProxy) => new Dictionary<string, string?>(StringComparer.Ordinal)
    {
        ["http_proxy"] = httpProxy,
        ["https_proxy"] = null,
        ["no_proxy"] = null,
        ["HTTP_PROXY"] = null,
        ["HTTPS_PROXY"] = null,
        ["NO_PROXY"] = noProxy,
    };
}

using System.Globalization;
using System.Text.RegularExpressions;

namespace Judge.Web.Commands;

/// <summary>The port of loopback that a server chose by itself, as its log tells it: one chosen before its start could be another's by then.</summary>
internal sealed partial class ListeningPort
{
    private volatile string? _number;

    /// <summary>Options of the command line by which a server chooses a free port and tells of it, whatever else its log tells.</summary>
    public static IReadOnlyList<string> Arguments { get; } = ["--urls", "http://127.0.0.1:0", "--Logging:LogLevel:Microsoft.Hosting.Lifetime", "Information"];

    /// <summary>Null until the server listens.</summary>
    public int? Number => _number is { } number ? int.Parse(number, CultureInfo.InvariantCulture) : null;

    /// <summary>Looks at a line of the server's log.</summary>
    public void Read(string? line)
    {
        if (line is not null && Told().Match(line) is { Success: true } told)
            _number = told.Groups["port"].Value;
    }

    [GeneratedRegex(@"Now listening on: http://127\.0\.0\.1:(?<port>[0-9]+)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Told();
}

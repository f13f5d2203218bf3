using System.Collections.Concurrent;
using System.Text;
using Judge.Jobs.Languages;
using Judge.Jobs.Sandbox;

namespace Judge.Web.Languages;

/// <summary>Versions, asked of the images once.</summary>
public sealed partial class LanguageVersions(ISandbox sandbox)
{
    private readonly ConcurrentDictionary<string, string> _known = new(StringComparer.Ordinal);

    /// <summary>Version of a language whose image is on this host and whose version command works; else null: it is not ready.</summary>
    public async Task<string?> FindAsync(Language language, CancellationToken cancellationToken)
    {
        if (_known.TryGetValue(language.Word, out var known))
            return known;
        try
        {
            if (!await sandbox.HasImageAsync(language.Image, cancellationToken))
                return null;
            var report = await sandbox.RunAsync(language.Image, new RunRequest
            {
                Argv = language.VersionCommand,
                Env = language.Environment,
                Limits = new RunLimits { Cpu = TimeSpan.FromSeconds(10), Wall = TimeSpan.FromSeconds(20), MemoryBytes = 512L << 20 },
            }, cancellationToken);
            var match = Number().Match(Encoding.UTF8.GetString(report.Stdout) + Encoding.UTF8.GetString(report.Stderr));
            return report.Code == 0 && match.Success ? _known[language.Word] = match.Value : null;
        }
        catch (Exception e) when (e is SandboxException or System.ComponentModel.Win32Exception)
        {
            return null;
        }
    }

    [System.Text.RegularExpressions.GeneratedRegex(@"\d+(\.\d+)+", System.Text.RegularExpressions.RegexOptions.NonBacktracking | System.Text.RegularExpressions.RegexOptions.ExplicitCapture)]
    private static partial System.Text.RegularExpressions.Regex Number();
}

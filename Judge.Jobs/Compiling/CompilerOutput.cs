using System.Text;
using System.Text.RegularExpressions;
using Judge.Jobs.Sandbox;

namespace Judge.Jobs.Compiling;

/// <summary>What a compiler wrote, as a user should read it.</summary>
internal static partial class CompilerOutput
{
    /// <summary>Both streams as one text with paths as the user named them; a last line says where it was cut. Null for nothing.</summary>
    public static string? Tidy(RunReport report, int limitKb)
    {
        var text = new StringBuilder(Read(report.Stderr));
        if (text.Length > 0 && text[^1] != '\n' && report.Stdout.Length > 0)
            text.Append('\n');
        text.Append(Read(report.Stdout));
        // Go calls a package in a folder outside of its own _FOLDER, and begins with it.
        text.Replace("# _/box\n", "").Replace("_/box/", "").Replace("/box/", "");
        text = new StringBuilder(ObjectFile().Replace(text.ToString(), "").TrimStart('\r', '\n'));
        if (report.StdoutBytes > report.Stdout.Length || report.StderrBytes > report.Stderr.Length)
            text.Append(text.Length > 0 && text[^1] == '\n' ? "" : "\n").Append("[the rest is cut: the limit is ").Append(limitKb).Append(" KB]\n");
        return text.Length == 0 ? null : text.ToString();
    }

    /// <summary>What a linker calls the compiled source, before the name of a function in it.</summary>
    [GeneratedRegex(@"/tmp/[\w.-]+\.o:", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex ObjectFile();

    private static string Read(byte[] bytes) => Encoding.UTF8.GetString(bytes);
}

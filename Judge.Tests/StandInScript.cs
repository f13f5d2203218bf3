using CliWrap;

namespace Judge.Tests;

/// <summary>Shell scripts that stand in for programs.</summary>
internal static class StandInScript
{
    /// <summary>
    /// Writes one that can be run at once. Another process does it: a child that this one forks meanwhile would hold the file open, and a file that is
    /// open for writing cannot be run.
    /// </summary>
    public static void Write(string path, string text)
    {
        var writing = Cli.Wrap("install").WithArguments(["-m", "755", "/dev/stdin", path]).WithStandardInputPipe(PipeSource.FromString(text)).ExecuteAsync();
#pragma warning disable RS0030 // Constructors write them, and those cannot await.
        writing.GetAwaiter().GetResult();
#pragma warning restore RS0030
    }
}

using CliWrap;
using CliWrap.Buffered;

namespace Judge.Tests.Commands;

/// <summary>Small scripts that stand in for a host's commands, first on the PATH of what is tested, whichever user that runs as.</summary>
internal sealed class StandInTools : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("judge-tools-").FullName;

    public void Put(string tool, string script) => File.WriteAllText(Path.Combine(_folder, tool + ".text"), "#!/bin/sh\n" + script);

    /// <summary>Every wait of the scripts of <c>./judge</c> for a command is cut to a second.</summary>
    public void ShortenPatience() => Put("timeout", "shift\nexec /usr/bin/timeout 1 \"$@\"");

    /// <summary>Runs a command of the repository to its end, of whatever exit code.</summary>
    public async Task<BufferedCommandResult> RunAsync(string command, IReadOnlyList<string> arguments, IReadOnlyDictionary<string, string?>? variables = null)
    {
        // Another process writes what is run: a child that this one forks meanwhile would hold it open, and a file that is open for writing can't be run.
        await Cli.Wrap("sh")
            .WithArguments(["-c", "chmod 755 . && for text in *.text; do [ ! -f $text ] || install -m 755 $text ${text%.text} || exit; done"])
            .WithWorkingDirectory(_folder)
            .ExecuteAsync();
        return await Cli.Wrap(command)
            .WithArguments(arguments)
            .WithWorkingDirectory(Repository.Path("."))
            .WithEnvironmentVariables(new Dictionary<string, string?>(variables ?? new Dictionary<string, string?>(), StringComparer.Ordinal)
            {
                ["PATH"] = _folder + ":" + Environment.GetEnvironmentVariable("PATH"),
            })
            .WithValidation(CommandResultValidation.None)
            .ExecuteBufferedAsync();
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}

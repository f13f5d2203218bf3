using CliWrap;
using CliWrap.Buffered;

namespace Judge.Tests.Commands;

/// <summary>Small scripts that stand in for a host's commands, first on the PATH of what is tested.</summary>
internal sealed class StandInTools : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("judge-tools-").FullName;

    public void Put(string tool, string script)
    {
        var path = Path.Combine(_folder, tool);
        File.WriteAllText(path, "#!/bin/sh\n" + script);
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    /// <summary>Every wait of the scripts of <c>./judge</c> for a command is cut to a second.</summary>
    public void ShortenPatience() => Put("timeout", "shift\nexec /usr/bin/timeout 1 \"$@\"");

    /// <summary>Runs a command of the repository to its end, of whatever exit code.</summary>
    public async Task<BufferedCommandResult> RunAsync(string command, IReadOnlyList<string> arguments, IReadOnlyDictionary<string, string?>? variables = null) =>
        await Cli.Wrap(command)
            .WithArguments(arguments)
            .WithWorkingDirectory(Repository.Path("."))
            .WithEnvironmentVariables(new Dictionary<string, string?>(variables ?? new Dictionary<string, string?>(), StringComparer.Ordinal)
            {
                ["PATH"] = _folder + ":" + Environment.GetEnvironmentVariable("PATH"),
            })
            .WithValidation(CommandResultValidation.None)
            .ExecuteBufferedAsync();

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}

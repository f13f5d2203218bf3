namespace Judge.Tests.EndToEnd;

/// <summary>A command for <c>Sandbox:Engine</c> that is docker, but can be made to fail as docker does whose daemon is gone or ill.</summary>
public sealed class StandInEngine : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("judge-engine-").FullName;

    public StandInEngine()
    {
        File.WriteAllText(Command, $"""
            #!/bin/sh
            if [ -e {Flag("gone")} ]; then
              echo 'Cannot connect to the Docker daemon at unix:///var/run/docker.sock. Is the docker daemon running?' >&2
              exit 1
            fi
            if [ "$1" = run ] && [ -e {Flag("ill")} ]; then
              echo 'docker: Error response from daemon: no space left on device.' >&2
              exit 125
            fi
            exec docker "$@"

            """);
        File.SetUnixFileMode(Command, UnixFileMode.UserRead | UnixFileMode.UserExecute);
    }

    public string Command => Path.Combine(_folder, "docker");

    /// <summary>Nothing is answered, as when dockerd is down.</summary>
    public void Go() => File.WriteAllText(Flag("gone"), "");
    /// <summary>It answers, but starts no container.</summary>
    public void FallIll() => File.WriteAllText(Flag("ill"), "");
    public void Recover()
    {
        File.Delete(Flag("gone"));
        File.Delete(Flag("ill"));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private string Flag(string name) => Path.Combine(_folder, name);
}

namespace Judge.Tests.EndToEnd;

/// <summary>A command for <c>Sandbox:Engine</c> that is docker, but can be made to fail as docker does whose daemon is gone or ill, or to hang.</summary>
public sealed class StandInEngine : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("judge-engine-").FullName;

    public StandInEngine()
    {
        StandInScript.Write(Command, $"""
            #!/bin/sh
            if [ -e {Flag("gone")} ]; then
              echo 'Cannot connect to the Docker daemon at unix:///var/run/docker.sock. Is the docker daemon running?' >&2
              exit 1
            fi
            if grep -qsx "$1" {Flag("hung")}; then
              echo $$ >>{Flag("hanging")}
              [ ! -e {Flag("first")} ] || . {Flag("first")}
              exec sleep 600
            fi
            if [ "$1" = run ] && [ -e {Flag("ill")} ]; then
              echo 'docker: Error response from daemon: no space left on device.' >&2
              exit 125
            fi
            exec docker "$@"

            """);
    }

    public string Command => Path.Combine(_folder, "docker");

    /// <summary>Nothing is answered, as when dockerd is down.</summary>
    public void Go() => File.WriteAllText(Flag("gone"), "");
    /// <summary>It answers, but starts no container.</summary>
    public void FallIll() => File.WriteAllText(Flag("ill"), "");
    /// <summary>These commands, such as <c>ps</c>, never end.</summary>
    /// <param name="first">What they do before, as shell; <c>$@</c> is what they were given.</param>
    /// <param name="commands">The commands.</param>
    public void Hang(string first, params string[] commands)
    {
        File.WriteAllText(Flag("first"), first + "\n");
        File.WriteAllLines(Flag("hung"), commands);
    }

    /// <summary>Commands that hang now.</summary>
    public int CountHanging() => File.Exists(Flag("hanging")) ? File.ReadLines(Flag("hanging")).Count(pid => Directory.Exists("/proc/" + pid)) : 0;

    public void Recover()
    {
        File.Delete(Flag("hung"));
        File.Delete(Flag("gone"));
        File.Delete(Flag("ill"));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private string Flag(string name) => Path.Combine(_folder, name);
}

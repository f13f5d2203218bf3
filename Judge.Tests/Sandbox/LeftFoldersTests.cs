using Judge.Jobs.Cleanup;
using Judge.Jobs.Sandbox;
using Shouldly;

namespace Judge.Tests.Sandbox;

public sealed class LeftFoldersTests : IDisposable
{
    private readonly List<string> _folders = [];

    public void Dispose() => _folders.Where(Directory.Exists).ToList().ForEach(folder => Directory.Delete(folder, recursive: true));

    [Fact]
    public void Of_the_folders_of_sockets_those_of_dead_servers_are_removed_and_a_living_ones_and_a_strangers_stay()
    {
        // Namespace, process and the tick of its start: this process did not start at the first one.
        var mark = ServerProcess.Mark.Split('-');
        var dead = Make($"{mark[0]}-{mark[1]}-1-abc123");
        var living = Make($"{ServerProcess.Mark}-abc123");
        string[] strangers = [Make($"1{mark[0]}-{mark[1]}-1-abc123"), Make("abc123"), Make($"{mark[0]}-{mark[1]}-abc123"), Make($"{mark[0]}-x-1-abc123"), Make("-")];

        SlotFactory.RemoveLeftFolders();

        Directory.Exists(dead).ShouldBeFalse();
        Directory.Exists(living).ShouldBeTrue();
        strangers.ShouldAllBe(folder => Directory.Exists(folder));
    }

    /// <summary>A folder as a server makes it, with something in it.</summary>
    private string Make(string name)
    {
        var folder = Path.Combine(Path.GetTempPath(), "judge-socket-" + name);
        Directory.CreateDirectory(Path.Combine(folder, "runner"));
        _folders.Add(folder);
        return folder;
    }
}

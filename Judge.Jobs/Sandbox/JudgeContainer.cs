using System.Text.Json;

namespace Judge.Jobs.Sandbox;

/// <summary>A container of some judge on this host, by what it is labelled with; a label that is not there is empty.</summary>
/// <param name="Id">The engine's id of it.</param>
/// <param name="Instance">The server that started it: a key in its Redis while it lives.</param>
/// <param name="Fleet">The servers that share its Redis.</param>
/// <param name="Process">Its server's process on this host.</param>
public sealed record JudgeContainer(string Id, string Instance, string Fleet, string Process)
{
    internal const string InstanceLabel = "judge.instance";
    internal const string FleetLabel = "judge.fleet";
    /// <summary>Name of the image, for people: containers are started by ids of images.</summary>
    internal const string ImageLabel = "judge.image";
    internal const string ProcessLabel = "judge.process";

    /// <summary>What <c>ps</c> is asked to write of each container: the id, and all labels behind a space.</summary>
    internal const string ListFormat = "{{.ID}} {{.Labels}}";

    /// <summary>Reads a list in that format.</summary>
    internal static IReadOnlyList<JudgeContainer> ParseList(string list) =>
        [.. list.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(' ', 2)).Where(part => part.Length == 2).Select(part => From(part[0], part[1]))];

    private static JudgeContainer From(string id, string text)
    {
        var labels = ParseLabels(text);
        return new(id, labels.GetValueOrDefault(InstanceLabel, ""), labels.GetValueOrDefault(FleetLabel, ""), labels.GetValueOrDefault(ProcessLabel, ""));
    }

    /// <summary>
    /// Labels as docker writes them (<c>a=1,b=2</c>), as podman does (<c>map[a:1 b:2]</c>), or as JSON. Neither of the first two quotes anything: a
    /// stranger's label with a comma or a space in it is read in pieces, and ours have none.
    /// </summary>
    private static Dictionary<string, string> ParseLabels(string text)
    {
        if (text.StartsWith('{'))
            return JsonSerializer.Deserialize<Dictionary<string, string>>(text)!;
        var isMap = text.StartsWith("map[", StringComparison.Ordinal) && text.EndsWith(']');
        var pairs = isMap ? text[4..^1].Split(' ') : text.Split(',');
        var labels = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var pair in pairs.Select(pair => pair.Split(isMap ? ':' : '=', 2)).Where(pair => pair.Length == 2))
            labels.TryAdd(pair[0], pair[1]);
        return labels;
    }
}

using System.Globalization;

namespace Judge.Jobs.Cleanup;

/// <summary>
/// A process of this host by a mark that no other will ever have: its pid namespace, its pid and the tick of its start. Containers carry
/// their owner's, so that a server at its start tells its dead predecessor's from a living neighbour's.
/// </summary>
public static class ServerProcess
{
    private static readonly string s_namespace = string.Concat((new FileInfo("/proc/self/ns/pid").LinkTarget ?? "").Where(char.IsAsciiDigit));

    /// <summary>Mark of this process.</summary>
    public static string Mark { get; } = $"{s_namespace}-{Environment.ProcessId}-{StartTick("self")}";

    /// <summary>Whether the process of that mark is known to be gone; never of one in another pid namespace, which cannot be seen.</summary>
    public static bool IsGone(string mark)
    {
        var parts = mark.Split('-');
        return parts.Length == 3 && parts[0] == s_namespace && int.TryParse(parts[1], CultureInfo.InvariantCulture, out var pid)
            && StartTick(pid.ToString(CultureInfo.InvariantCulture)) != parts[2];
    }

    /// <summary>Whether the process of that mark is seen to live; never of one in another pid namespace.</summary>
    public static bool IsHere(string mark) => mark.StartsWith(s_namespace + "-", StringComparison.Ordinal) && mark.Split('-').Length == 3 && !IsGone(mark);

    /// <summary>Field 22 of /proc/PID/stat, counted from behind the name, which may hold anything.</summary>
    private static string StartTick(string pid)
    {
        try
        {
            var stat = File.ReadAllText($"/proc/{pid}/stat");
            return stat[(stat.LastIndexOf(')') + 2)..].Split(' ')[19];
        }
        catch (IOException)
        {
            return "";
        }
    }
}

using System.Globalization;

namespace Judge.Jobs.Sandbox;

/// <summary>Hands out the cores that this process may use, the least used first. Not safe for several threads at once.</summary>
internal sealed class CorePins
{
    private readonly Dictionary<string, int> _uses;

    /// <param name="all">Numbers of the cores as the kernel writes them: <c>0-1,3</c>.</param>
    public CorePins(string all)
    {
        All = all;
        _uses = all.Split(',').Select(range => range.Split('-').Select(end => int.Parse(end, CultureInfo.InvariantCulture)).ToArray())
            .SelectMany(ends => Enumerable.Range(ends[0], ends[^1] - ends[0] + 1))
            .ToDictionary(core => core.ToString(CultureInfo.InvariantCulture), _ => 0, StringComparer.Ordinal);
    }

    /// <summary>Every core.</summary>
    public string All { get; }

    /// <summary>Each core by itself.</summary>
    public IReadOnlyCollection<string> Each => _uses.Keys;

    /// <summary>The cores that the operating system lets this process use, which taskset or a cpuset may have narrowed.</summary>
    public static CorePins OfThisProcess()
    {
        const string field = "Cpus_allowed_list:";
        return new CorePins(File.ReadLines("/proc/self/status").First(line => line.StartsWith(field, StringComparison.Ordinal))[field.Length..].Trim());
    }

    /// <summary>A least used core; one of the preferred where several are.</summary>
    public string Take(IEnumerable<string?> preferred)
    {
        var least = _uses.Values.Min();
        var free = _uses.Keys.Where(core => _uses[core] == least).ToList();
        var taken = preferred.FirstOrDefault(core => core is not null && free.Contains(core)) ?? free[0];
        _uses[taken]++;
        return taken;
    }

    /// <summary>Gives back what was taken; anything else was never one core's.</summary>
    public void Release(string? core)
    {
        if (core is not null && _uses.ContainsKey(core) && core != All)
            _uses[core]--;
    }
}

using System.Globalization;

namespace Judge.Web.Commands.Bench;

/// <summary>The host's processors, as <c>/proc/stat</c> counts their time (proc_stat(5)).</summary>
internal static class Processors
{
    /// <summary>Longer than what lies between the steps of a start ahead, so that none hides in between.</summary>
    private static readonly TimeSpan Window = TimeSpan.FromSeconds(0.6);
    /// <summary>On a machine with other work there is no rest to wait for: its figures say so by the load average.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);
    private const double IdleShareAtRest = 0.9;

    /// <summary>Waits until next to nothing has run for a moment: what was started ahead is up, and what an earlier program left is cleaned away.</summary>
    public static async Task RestAsync(CancellationToken stop)
    {
        var deadline = DateTime.UtcNow + Patience;
        var before = Parse(await File.ReadAllTextAsync("/proc/stat", stop));
        while (DateTime.UtcNow < deadline)
        {
            await Task.Delay(Window, stop);
            var now = Parse(await File.ReadAllTextAsync("/proc/stat", stop));
            if (now.Idle - before.Idle >= IdleShareAtRest * (now.All - before.All))
                return;
            before = now;
        }
    }

    /// <summary>Ticks since the start of the machine, of all processors together: idle (waiting for disks too), and all.</summary>
    internal static (long Idle, long All) Parse(string stat)
    {
        // user nice system idle iowait irq softirq steal; guest's are in user's already.
        var ticks = stat.Split('\n', 2)[0].Split(' ', StringSplitOptions.RemoveEmptyEntries).Skip(1).Take(8).Select(word => long.Parse(word, CultureInfo.InvariantCulture)).ToArray();
        return (ticks[3] + ticks[4], ticks.Sum());
    }
}

using System.Diagnostics;

namespace Judge.Tests.EndToEnd;

/// <summary>Waits for what comes about by itself.</summary>
internal static class Patience
{
    /// <summary>Looks until it holds, for <paramref name="mostSec"/> seconds at most; returns how long it took.</summary>
    public static async Task<TimeSpan> UntilAsync(string what, double mostSec, Func<Task<bool>> holds)
    {
        var waited = Stopwatch.StartNew();
        while (!await holds())
        {
            if (waited.Elapsed.TotalSeconds > mostSec)
                throw new TimeoutException($"It did not come about within {mostSec} s that {what}.");
            await Task.Delay(20);
        }
        return waited.Elapsed;
    }
}

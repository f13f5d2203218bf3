using System.Globalization;

namespace Judge.Tests.EndToEnd;

/// <summary>What a server's /metrics says, in the text format of Prometheus.</summary>
internal static class Metrics
{
    /// <summary>The sum of a metric's values over all that carry the tags, each written <c>name="value"</c>; 0 for what was never counted.</summary>
    public static async Task<double> SumAsync(JudgeServer server, string metric, params string[] tags)
    {
        var lines = (await server.Http.GetStringAsync("/metrics")).Split('\n');
        // A line is: metric{tags} value time.
        return lines.Where(line => line.StartsWith(metric + "{", StringComparison.Ordinal) && Array.TrueForAll(tags, tag => line.Contains(tag, StringComparison.Ordinal)))
            .Sum(line => double.Parse(line.Split("} ")[1].Split(' ')[0], CultureInfo.InvariantCulture));
    }
}

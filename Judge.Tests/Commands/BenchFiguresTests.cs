using Judge.Web.Commands.Bench;
using Shouldly;

namespace Judge.Tests.Commands;

public class BenchFiguresTests
{
    private const string BareC = "bare static C";

    [Theory]
    [InlineData("3", 50, 3)]
    [InlineData("3", 99, 3)]
    [InlineData("2 1", 50, 1)]
    [InlineData("2 1", 51, 2)]
    [InlineData("3 1 2", 50, 2)]
    [InlineData("4 1 3 2", 50, 2)]
    [InlineData("10 9 8 7 6 5 4 3 2 1", 0, 1)]
    [InlineData("10 9 8 7 6 5 4 3 2 1", 90, 9)]
    [InlineData("10 9 8 7 6 5 4 3 2 1", 95, 10)]
    [InlineData("10 9 8 7 6 5 4 3 2 1", 100, 10)]
    public void A_percentile_is_the_smallest_value_that_so_many_do_not_exceed(string values, int percentile, double value) =>
        Samples.Of(values.Split(' ').Select(double.Parse)).At(percentile).ShouldBe(value);

    [Theory]
    [InlineData("5 5 5", 5, 0)]
    // Of a sample: the squares' sum, 8, is divided by one less than there are.
    [InlineData("2 4 6", 4, 0.5)]
    [InlineData("20 40 60", 40, 0.5)]
    public void The_deviation_is_a_samples_and_a_share_of_the_mean(string values, double mean, double deviation)
    {
        var samples = Samples.Of(values.Split(' ').Select(double.Parse));

        samples.Mean.ShouldBe(mean);
        samples.RelativeDeviation.ShouldBe(deviation, tolerance: 1e-9);
    }

    [Fact]
    public void A_row_is_compared_by_its_median_with_the_kinds_that_it_names()
    {
        var rows = Report().ToMarkdown().Split('\n');

        rows.ShouldContain($"| {BareC} | 2.00 | 3.0 | 3.0 | 3 | - | - | - |");
        // 10 to 2, 10 less 2, and 300 to 10.
        rows.ShouldContain("| C hello, POST to result | 10.00 | 11.0 | 11.0 | 3 | 5.00 | 8.00 | 30 |");
        rows.ShouldContain($"| {Latency.CInDocker} | 300.00 | 300.0 | 300.0 | 1 | 150 | 298.00 | - |");
        rows.ShouldContain("| acceptance to start (part of the above) | 0.5 | 0.5 | 0.5 | 1 | - | - | - |");
    }

    [Fact]
    public void The_sentence_below_the_tables_tells_of_the_most_clients()
    {
        var text = Report().ToMarkdown();

        // 80 results a second of 300 ms each.
        text.ShouldContain("C hello by 8 clients: 24 times the results of one plain `docker run` after the other.");
        text.ShouldContain("got 93 % of what the cores can do.");
        text.ShouldContain("3 runs of a C program that does a fixed amount of work took 4 ms of CPU time each, with a standard deviation of 50.0 %.");
        text.ShouldEndWith("| memory after the above | MB |\n| --- | --- |\n| server | 210.3 |\n");
    }

    [Fact]
    public async Task The_tables_are_put_in_their_place_on_a_page_again_and_again_and_its_other_text_stays()
    {
        var folder = Directory.CreateTempSubdirectory("judge-bench-").FullName;
        var page = Path.Combine(folder, "benchmarks.md");
        await File.WriteAllTextAsync(page, "# Benchmarks\n\nbefore\n");
        await Report().WriteAsync(folder, CancellationToken.None);
        await File.AppendAllTextAsync(page, "\nbehind\n");
        var once = await File.ReadAllTextAsync(page);

        await (Report() with { Machine = "another" }).WriteAsync(folder, CancellationToken.None);

        once.ShouldStartWith("# Benchmarks\n\nbefore\n\n<!-- written by ./judge bench:");
        (await File.ReadAllTextAsync(page)).ShouldBe(once.Replace(", a machine. ", ", another. ", StringComparison.Ordinal));
        Directory.Delete(folder, recursive: true);
    }

    private static BenchReport Report() => new(
        [Kind(BareC, [1, 2, 3]), Kind("C hello, POST to result", [11, 10, 9], BareC, Latency.CInDocker), Kind(Latency.CInDocker, [300], BareC)],
        [new("C hello", 1, 20), new("C hello", 8, 80), new("Python hello", 8, 50)],
        Samples.Of([0.5]), 0.93, Samples.Of([2, 4, 6]), [("server", 210.25)], "a machine");

    private static Latency Kind(string what, double[] ms, string? bare = null, string? docker = null)
    {
        var kind = new Latency(what, 1, () => Task.CompletedTask, bare, docker);
        kind.SampledMs.AddRange(ms);
        return kind;
    }
}

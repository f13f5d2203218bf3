using System.Diagnostics.Metrics;
using System.Runtime.CompilerServices;
using Judge.Jobs.Sandbox;
using Judge.Jobs.Telemetry;
using Shouldly;

namespace Judge.Tests.Telemetry;

public class HistogramsTests
{
    [Fact]
    public void Every_time_is_counted_in_buckets_of_seconds()
    {
        var times = new List<Histogram<double>>();
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, _) =>
            {
                if (instrument.Meter.Name.StartsWith("Judge", StringComparison.Ordinal) && instrument is Histogram<double> { Unit: "s" } time)
                    lock (times)
                        times.Add(time);
            },
        };
        listener.Start();

        RuntimeHelpers.RunClassConstructor(typeof(JudgeTelemetry).TypeHandle);
        using var metrics = new SandboxMetrics();

        lock (times)
        {
            times.ShouldContain(time => time.Name == "judge.submission.total_time");
            times.ShouldContain(time => time.Name == "judge.sandbox.lease.wait");
            times.ShouldAllBe(time => time.Advice != null && time.Advice.HistogramBucketBoundaries != null && time.Advice.HistogramBucketBoundaries.Contains(0.005));
        }
    }
}

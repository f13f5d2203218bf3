using System.Diagnostics.Metrics;
using Judge.Jobs.Telemetry;

namespace Judge.Jobs.Sandbox;

/// <summary>What the sandbox tells of itself, on the meter <c>Judge.Sandbox</c>. Times are in seconds; docs/operations.md lists the instruments.</summary>
public sealed class SandboxMetrics : IDisposable
{
    /// <summary>Name of the meter.</summary>
    public const string MeterName = "Judge.Sandbox";

    private readonly Meter _meter = new(MeterName);

    /// <summary>The meter itself: a process can have several of the name.</summary>
    internal Meter Meter => _meter;
    private readonly Counter<long> _leases;
    private readonly Histogram<double> _leaseWait;
    private readonly Counter<long> _starts;
    private readonly Histogram<double> _startDuration;
    private readonly Counter<long> _recycles;
    private readonly Counter<long> _resizes;
    private readonly Counter<long> _sparesUsed;

    public SandboxMetrics()
    {
        _leases = _meter.CreateCounter<long>("judge.sandbox.leases", "{lease}", "Containers lent to a run, by kind and by where they came from.");
        _leaseWait = _meter.CreateHistogram("judge.sandbox.lease.wait", "s", "Time from a run's request to its container.", advice: JudgeTelemetry.Seconds);
        _starts = _meter.CreateCounter<long>("judge.sandbox.starts", "{container}", "Containers started, by kind and outcome.");
        _startDuration = _meter.CreateHistogram("judge.sandbox.start.duration", "s", "Time from the engine's call to the runner's greeting.", advice: JudgeTelemetry.Seconds);
        _recycles = _meter.CreateCounter<long>("judge.sandbox.recycles", "{container}", "Containers thrown away, by kind and reason.");
        _resizes = _meter.CreateCounter<long>("judge.sandbox.resizes", "{container}", "Containers whose cores, memory or pin were changed for a run.");
        _sparesUsed = _meter.CreateCounter<long>("judge.sandbox.spares.used", "{run}", "Runs whose interpreter or compiler had been started ahead, by kind.");
    }

    /// <summary>Registers the counts of slots by state; they are read when the metrics are.</summary>
    internal void ObserveSlots(Func<IEnumerable<Measurement<int>>> counts) =>
        _meter.CreateObservableUpDownCounter("judge.sandbox.slots", counts, "{container}", "Containers by state: idle, leased, starting.");

    internal void Leased(ContainerKind kind, bool wasIdle, TimeSpan wait)
    {
        _leases.Add(1, Image(kind), Class(kind), new("from", wasIdle ? "idle" : "start"));
        _leaseWait.Record(wait.TotalSeconds, Image(kind), Class(kind));
    }

    internal void Started(ContainerKind kind, TimeSpan duration)
    {
        _starts.Add(1, Image(kind), Class(kind), new("outcome", "started"));
        _startDuration.Record(duration.TotalSeconds, Image(kind), Class(kind));
    }

    internal void StartFailed(ContainerKind kind) => _starts.Add(1, Image(kind), Class(kind), new("outcome", "failed"));

    internal void Recycled(ContainerKind kind, RecycleReason reason) =>
        _recycles.Add(1, Image(kind), Class(kind), new("reason", reason.ToString().ToLowerInvariant()));

    internal void Resized(ContainerKind kind) => _resizes.Add(1, Image(kind), Class(kind));

    internal void SpareUsed(ContainerKind kind) => _sparesUsed.Add(1, Image(kind), Class(kind));

    public void Dispose() => _meter.Dispose();

    private static KeyValuePair<string, object?> Image(ContainerKind kind) => new("image", kind.Image);

    private static KeyValuePair<string, object?> Class(ContainerKind kind) => new("class", kind.Class.ToString().ToLowerInvariant());
}

/// <summary>Why a container is thrown away.</summary>
internal enum RecycleReason
{
    /// <summary>It served its runs.</summary>
    Worn,
    /// <summary>A run left it dirty, or it failed during one.</summary>
    Broken,
    /// <summary>It ended by itself or was killed while it was idle.</summary>
    Ended,
    /// <summary>It did not answer after it had been idle: somebody paused or stopped it.</summary>
    Frozen,
    /// <summary>Its place was needed for another kind.</summary>
    Evicted,
    /// <summary>Its image was built anew.</summary>
    Outdated,
    /// <summary>The server stops.</summary>
    Stopping,
}

using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using Judge.Jobs.Languages;
using Microsoft.Extensions.Logging;

namespace Judge.Jobs.Sandbox;

/// <summary>
/// Warm containers by image and class. A run takes an idle one, else the first that is given back or started. This file lends them;
/// SlotPool.Supply.cs starts and replaces them, SlotPool.Proof.cs finds those that are frozen, SlotPool.Rest.cs has compilers up in them.
/// </summary>
public sealed partial class SlotPool : ISandbox, IDisposable
{
    private readonly SlotFactory _factory;
    private readonly DockerEngine _docker;
    private readonly SandboxOptions _options;
    private readonly SandboxMetrics _metrics;
    private readonly ILogger<SlotPool> _log;
    private readonly IReadOnlyList<ContainerKind> _warm;
    private readonly int _maxSlots;
    private readonly SemaphoreSlim _runs;
    private readonly CorePins? _pins;
    private readonly ConcurrentDictionary<ContainerKind, StartAhead?> _ahead = new();
    private volatile int _queued;

    // The lock guards all that follows; nothing waits while it is held.
    private readonly Lock _lock = new();
    private readonly List<Slot> _idle = [];
    private readonly List<Waiter> _waiting = [];
    private readonly Dictionary<ContainerKind, int> _starting = [];
    private int _leased;

    public SlotPool(SlotFactory factory, DockerEngine docker, SandboxOptions options, SandboxMetrics metrics, JudgeOptions judge, LanguageCatalog languages,
        ILogger<SlotPool> log)
    {
        (_factory, _docker, _options, _metrics, _log) = (factory, docker, options, metrics, log);
        _maxSlots = options.MaxSlots > 0 ? options.MaxSlots : 6 * judge.WorkerCount;
        _runs = new SemaphoreSlim(judge.WorkerCount);
        _pins = options.PinCores ? CorePins.OfThisProcess() : null;
        _rest = new Timer(_ => StartCompilersAhead());
        _warm = [.. options.WarmImages.SelectMany(image => KindsOf(image, languages))];
        metrics.ObserveSlots(CountSlots);
    }

    /// <summary>What the languages of an image need: a compiled one needs a container for each of its two steps.</summary>
    private static IEnumerable<ContainerKind> KindsOf(string image, LanguageCatalog languages)
    {
        yield return new ContainerKind(image, ContainerClass.Run);
        if (languages.All.Any(language => language.Image == image && language.Compile is not null))
            yield return new ContainerKind(image, ContainerClass.Compile);
    }

    private int Places => _idle.Count + _leased + _starting.Values.Sum();

    public async Task<RunReport> RunAsync(string image, RunRequest request, CancellationToken cancellationToken)
    {
        BeginRun();
        try
        {
            return await RunInTurnAsync(new ContainerKind(image, request.Class), request, cancellationToken);
        }
        finally
        {
            EndRun();
        }
    }

    private async Task<RunReport> RunInTurnAsync(ContainerKind kind, RunRequest request, CancellationToken cancellationToken)
    {
        var asked = Stopwatch.GetTimestamp();
        // One slot a worker: more at once would only take CPU time from one another.
        Interlocked.Increment(ref _queued);
        try
        {
            await _runs.WaitAsync(cancellationToken);
        }
        finally
        {
            Interlocked.Decrement(ref _queued);
        }
        try
        {
            var lease = await LeaseProvedAsync(kind, _options.SizeOf(request), cancellationToken);
            _metrics.Leased(kind, lease.WasIdle, Stopwatch.GetElapsedTime(asked));
            var fits = false;
            try
            {
                await FitAsync(lease);
                fits = true;
                cancellationToken.ThrowIfCancellationRequested();
                var report = await lease.Slot.RunAsync(request, cancellationToken);
                _ahead[kind] = request.Ahead;
                if (report.StartedAhead)
                    _metrics.SpareUsed(kind);
                return report;
            }
            finally
            {
                Return(lease, fits);
            }
        }
        finally
        {
            _runs.Release();
        }
    }

    public Task<string?> CheckAsync(CancellationToken cancellationToken) => _docker.RecentCheckAsync(cancellationToken);

    public Task<string?> FindImageIdAsync(string image, CancellationToken cancellationToken) => _docker.RecentImageIdAsync(image, cancellationToken);

    private async Task<Lease> LeaseAsync(ContainerKind kind, ContainerSize size, CancellationToken cancellationToken)
    {
        Waiter waiter;
        lock (_lock)
        {
            size = Pinned(kind, size);
            if (TakeIdle(kind, size) is { } slot)
                return new Lease(slot, size, WasIdle: true);
            waiter = new Waiter(kind, size);
            _waiting.Add(waiter);
            StartForWaiters();
        }
        try
        {
            await using (cancellationToken.Register(() => Fail(waiter, new OperationCanceledException(cancellationToken))))
                return new Lease(await waiter.Slot, size, WasIdle: false);
        }
        catch
        {
            Unpin(size);
            throw;
        }
    }

    /// <summary>The size with a core chosen: a free one, where an idle container is held to it already if there is such.</summary>
    private ContainerSize Pinned(ContainerKind kind, ContainerSize size)
    {
        if (_pins is null || kind.Class == ContainerClass.Compile)
            return size;
        return size with { Cpus = size.Cores > 1 ? _pins.All : _pins.Take(_idle.Where(slot => slot.Kind == kind).Select(slot => slot.Size.Cpus)) };
    }

    private void Unpin(ContainerSize size)
    {
        lock (_lock)
            _pins?.Release(size.Cpus);
    }

    /// <summary>An idle container of the kind: one that fits before one that must be resized, the most worn before the fresh.</summary>
    private Slot? TakeIdle(ContainerKind kind, ContainerSize size)
    {
        DiscardOutdated(kind);
        var slot = _idle.Where(slot => slot.Kind == kind && !slot.Ended.IsCompleted)
            .OrderByDescending(slot => slot.Size.Serves(size)).ThenByDescending(slot => slot.Runs).FirstOrDefault();
        if (slot is null)
            return null;
        _idle.Remove(slot);
        Lend(slot);
        return slot;
    }

    private void Lend(Slot slot)
    {
        _leased++;
        StartSuccessorIfDue(slot);
    }

    /// <summary>Gives a container to the first run that waits for its kind, or keeps it.</summary>
    internal void Give(Slot slot)
    {
        slot.IdleSince = Stopwatch.GetTimestamp();
        foreach (var waiter in _waiting.Where(waiter => waiter.Kind == slot.Kind))
        {
            _waiting.Remove(waiter);
            Lend(slot);
            waiter.Take(slot);
            return;
        }
        _idle.Add(slot);
    }

    private void Fail(Waiter waiter, Exception why)
    {
        lock (_lock)
            if (!_waiting.Remove(waiter))
                return;
        waiter.Fail(why);
    }

    /// <summary>Resizes the container where the run needs another size: the uncommon case.</summary>
    private async Task FitAsync(Lease lease)
    {
        var slot = lease.Slot;
        if (slot.Size.Serves(lease.Size))
            return;
        var size = lease.Size with { MemoryMb = Math.Max(lease.Size.MemoryMb, slot.Size.MemoryMb) };
        // Not to be cancelled: a container of unknown size would have to be thrown away.
        await _docker.ResizeAsync(slot.Name, size, CancellationToken.None);
        slot.Resized(size);
        _metrics.Resized(slot.Kind);
        // So that the next run of the usual size finds its container, and neither of the two is resized again.
        if (!size.Serves(_options.DefaultSizeOf(slot.Kind.Class)))
            StartUsual(slot.Kind);
    }

    private void Return(Lease lease, bool fits)
    {
        Unpin(lease.Size);
        if (WhyNotKept(lease.Slot, fits) is null)
            StartAhead(lease.Slot);
        GiveBack(lease.Slot, fits);
    }

    private void GiveBack(Slot slot, bool fits)
    {
        lock (_lock)
        {
            _leased--;
            // Under the lock: from here on WatchAsync finds it among the idle ones when it ends.
            if (WhyNotKept(slot, fits) is { } reason)
                Replace(slot, reason);
            else
                Give(slot);
            StartForWaiters();
        }
    }

    private RecycleReason? WhyNotKept(Slot slot, bool fits) =>
        _stopping.IsCancellationRequested ? RecycleReason.Stopping
        : slot.IsFrozen ? RecycleReason.Frozen
        : !fits || slot.Broken is not null || slot.Ended.IsCompleted ? RecycleReason.Broken
        : IsOutdated(slot) ? RecycleReason.Outdated
        : slot.Runs >= _options.RunsPerContainer ? RecycleReason.Worn
        : null;

    /// <summary>
    /// The last run's language is the best guess of the next one's. Under a queue the next run is here already, and guessing saves nothing. A compiler is
    /// started when the worker rests.
    /// </summary>
    private void StartAhead(Slot slot)
    {
        if (_queued == 0 && AheadOf(slot) is { IsToldItsCommand: false } ahead)
            slot.StartAhead(ahead);
    }

    private IEnumerable<Measurement<int>> CountSlots()
    {
        lock (_lock)
            return
            [
                new(_idle.Count, new KeyValuePair<string, object?>("state", "idle")),
                new(_leased, new KeyValuePair<string, object?>("state", "leased")),
                new(_starting.Values.Sum(), new KeyValuePair<string, object?>("state", "starting")),
            ];
    }

    /// <summary>A container lent to one run, and the size that the run needs.</summary>
    private sealed record Lease(Slot Slot, ContainerSize Size, bool WasIdle);

    /// <summary>A run that waits for a container of its kind.</summary>
    private sealed class Waiter(ContainerKind kind, ContainerSize size)
    {
        private readonly TaskCompletionSource<Slot> _slot = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public ContainerKind Kind { get; } = kind;
        /// <summary>Size of the container that is started for it.</summary>
        public ContainerSize Size { get; } = size;
        public Task<Slot> Slot => _slot.Task;
        public void Take(Slot slot) => _slot.SetResult(slot);
        public void Fail(Exception why) => _slot.SetException(why);
    }
}

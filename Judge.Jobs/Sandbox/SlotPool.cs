using System.Collections.Concurrent;
using Judge.Jobs.Languages;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Judge.Jobs.Sandbox;

/// <summary>
/// Warm containers, keyed by image and class. A lease takes an idle one or starts one; a container that served its runs or came out dirty is
/// replaced behind the answer's back. When all places are taken, the container that has been idle longest gives its place.
/// </summary>
public sealed class SlotPool(
    SlotFactory slots, DockerEngine docker, SandboxOptions options, JudgeOptions judge, LanguageCatalog languages, ILogger<SlotPool> log)
    : ISandbox, IHostedService
{
    /// <summary>Runs before a container's last at which the next one is started: about a second's worth.</summary>
    private const int SuccessorRuns = 50;

    private readonly Lock _lock = new();
    private readonly List<Slot> _idle = [];
    private readonly SemaphoreSlim _leases = new(judge.WorkerCount);
    private readonly CancellationTokenSource _stopping = new();
    private readonly ConcurrentDictionary<ContainerKind, StartAhead?> _ahead = new();
    private volatile int _waiting;
    private int _places;

    private int MaxSlots => options.MaxSlots > 0 ? options.MaxSlots : 6 * judge.WorkerCount;

    public async Task<RunReport> RunAsync(string image, RunRequest request, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _waiting);
        try
        {
            await _leases.WaitAsync(cancellationToken);
        }
        finally
        {
            Interlocked.Decrement(ref _waiting);
        }
        try
        {
            var slot = await LeaseAsync(new ContainerKind(image, request.Class), cancellationToken);
            try
            {
                var cores = SandboxOptions.CoresOf(request);
                if (Math.Abs(slot.Cores - cores) > 0.0005)
                {
                    await docker.UpdateCoresAsync(slot.Name, cores, cancellationToken);
                    slot.Cores = cores;
                }
                var report = await slot.RunAsync(request, cancellationToken);
                _ahead[slot.Kind] = request.Ahead;
                return report;
            }
            finally
            {
                Return(slot);
            }
        }
        finally
        {
            _leases.Release();
        }
    }

    public Task<string?> CheckAsync(CancellationToken cancellationToken) => docker.CheckAsync(cancellationToken);

    public Task<string?> FindImageIdAsync(string image, CancellationToken cancellationToken) => docker.FindImageIdAsync(image, cancellationToken);

    private async Task<Slot> LeaseAsync(ContainerKind kind, CancellationToken cancellationToken)
    {
        Slot? evicted = null;
        lock (_lock)
        {
            foreach (var dead in _idle.FindAll(slot => slot.Ended))
            {
                _idle.Remove(dead);
                _places--;
                _ = DiscardAsync(dead, "its container ended");
            }
            // The most worn first, so that its successor is fresh when its own time comes.
            if (_idle.Where(slot => slot.Kind == kind).MaxBy(slot => slot.Runs) is { } slot)
            {
                _idle.Remove(slot);
                return slot;
            }
            if (_places >= MaxSlots && _idle.Count > 0)
            {
                evicted = _idle.MinBy(slot => slot.IdleSince)!;
                _idle.Remove(evicted);
                _places--;
            }
            _places++;
        }
        if (evicted is not null)
            _ = DiscardAsync(evicted, "its place was needed for another kind");
        return await StartAsync(kind, cancellationToken);
    }

    private async Task<Slot> StartAsync(ContainerKind kind, CancellationToken cancellationToken)
    {
        try
        {
            return await slots.StartAsync(kind, DefaultCoresOf(kind), cancellationToken);
        }
        catch
        {
            lock (_lock)
                _places--;
            throw;
        }
    }

    private void Return(Slot slot)
    {
        var why = slot.Broken ?? (slot.Runs >= options.RunsPerContainer ? $"it served {slot.Runs} runs" : null);
        if (why is null && !_stopping.IsCancellationRequested)
        {
            StartAhead(slot);
            slot.IdleSince = DateTime.UtcNow;
            var early = false;
            lock (_lock)
            {
                _idle.Add(slot);
                if (slot.Runs >= options.RunsPerContainer - SuccessorRuns && options.RunsPerContainer > SuccessorRuns && !slot.Succeeded && _places < MaxSlots)
                {
                    early = slot.Succeeded = true;
                    _places++;
                }
            }
            if (early)
                _ = RefillAsync(slot.Kind);
            return;
        }
        _ = DiscardAsync(slot, why ?? "the server stops");
        if (slot.Succeeded)
        {
            lock (_lock)
                _places--;
            return;
        }
        // Its place goes to its successor.
        _ = RefillAsync(slot.Kind);
    }

    /// <summary>The last run's language is the best guess of the next one's. Under a queue the next run is here already, and guessing saves nothing.</summary>
    private void StartAhead(Slot slot)
    {
        if (_waiting == 0 && _ahead.GetValueOrDefault(slot.Kind) is { } ahead)
            slot.StartAhead(ahead);
    }

    private async Task RefillAsync(ContainerKind kind)
    {
        try
        {
            var slot = await StartAsync(kind, _stopping.Token);
            StartAhead(slot);
            lock (_lock)
                _idle.Add(slot);
        }
        catch (Exception e) when (e is SandboxException or OperationCanceledException or IOException or System.ComponentModel.Win32Exception)
        {
            if (!_stopping.IsCancellationRequested)
                log.LogWarning("No container of {Kind} could be started ahead: {Message}", kind, e.Message);
        }
    }

    private async Task DiscardAsync(Slot slot, string why)
    {
        log.LogInformation("Container {Name} of {Kind} is replaced: {Why}", slot.Name, slot.Kind, why);
        try
        {
            await slot.DisposeAsync();
        }
        catch (Exception e)
        {
            log.LogWarning(e, "Container {Name} could not be removed; the cleanup will", slot.Name);
        }
    }

    public Task StartAsync(CancellationToken cancellationToken)
    {
        // A web server without a worker starts one only when it is asked for a language's version.
        foreach (var kind in judge.Role == "web" ? [] : options.WarmImages.SelectMany(KindsOf).Take(MaxSlots))
        {
            lock (_lock)
                _places++;
            _ = RefillAsync(kind);
        }
        return Task.CompletedTask;
    }

    /// <summary>What the languages of an image need: a compiled one needs a container for each of its two steps.</summary>
    private IEnumerable<ContainerKind> KindsOf(string image)
    {
        yield return new ContainerKind(image, ContainerClass.Run);
        if (languages.All.Any(language => language.Image == image && language.Compile is not null))
            yield return new ContainerKind(image, ContainerClass.Compile);
    }

    private static double DefaultCoresOf(ContainerKind kind) => kind.Class == ContainerClass.Compile ? Environment.ProcessorCount : 1.0;

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await _stopping.CancelAsync();
        List<Slot> all;
        lock (_lock)
        {
            all = [.. _idle];
            _idle.Clear();
        }
        await Task.WhenAll(all.Select(slot => DiscardAsync(slot, "the server stops")));
    }
}

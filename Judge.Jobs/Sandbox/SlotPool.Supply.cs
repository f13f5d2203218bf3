using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Judge.Jobs.Sandbox;

public sealed partial class SlotPool : IHostedService
{
    /// <summary>Runs before a container's last at which the next one is started: half a second's worth at the highest rate.</summary>
    private const int SuccessorRuns = 100;
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(10);
    /// <summary>So many starts in a row must fail before it is told: an engine that comes back makes some fail though it answers the moment after.</summary>
    private const int FailuresToTell = 3;

    private readonly CancellationTokenSource _stopping = new();
    private (int Times, string? Why) _failedStarts;

    public string? StartFailure
    {
        get
        {
            lock (_lock)
                return _failedStarts.Times >= FailuresToTell && _idle.Count + _leased == 0 ? _failedStarts.Why : null;
        }
    }

    /// <summary>Starts the containers that are to be warm, and waits for none of them.</summary>
    public Task StartAsync(CancellationToken cancellationToken)
    {
        _ = Task.Run(RemovePredecessorsAsync, CancellationToken.None);
        _ = Task.Run(WarmUpAsync, CancellationToken.None);
        return Task.CompletedTask;
    }

    /// <summary>In the order of Sandbox:WarmImages, one for each core at once: all at once, the first would be ready hardly sooner than the last.</summary>
    private Task WarmUpAsync() => Parallel.ForEachAsync(_warm.Take(_maxSlots), new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount }, async (kind, stop) =>
    {
        ContainerSize size;
        lock (_lock)
        {
            // A run may have asked for it in the meantime.
            if (_stopping.IsCancellationRequested || Places >= _maxSlots || Starting(kind) > 0 || _idle.Exists(slot => slot.Kind == kind))
                return;
            size = DefaultSizeOf(kind);
            _starting[kind] = 1;
        }
        var firstTry = new TaskCompletionSource();
        _ = StartAsync(kind, size, firstTry);
        await firstTry.Task;
    });

    /// <summary>Ends the idle containers; those of running programs end when they are given back.</summary>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        List<Slot> all;
        await _stopping.CancelAsync();
        lock (_lock)
        {
            all = [.. _idle];
            _idle.Clear();
        }
        await Task.WhenAll(all.Select(slot => DiscardAsync(slot, RecycleReason.Stopping)));
    }

    public void Dispose()
    {
        _rest.Dispose();
        _stopping.Dispose();
        _runs.Dispose();
    }

    private async Task RemovePredecessorsAsync()
    {
        try
        {
            SlotFactory.RemoveLeftFolders();
            if (await _docker.RemovePredecessorsAsync(_stopping.Token) is > 0 and var count)
                _log.LogInformation("{Count} containers of a server that was killed are removed", count);
        }
        catch (Exception e) when (e is SandboxException or OperationCanceledException or IOException or UnauthorizedAccessException or StackExchange.Redis.RedisException or TimeoutException)
        {
            _log.LogWarning("What a killed server left was not removed; the cleanup will: {Message}", e.Message);
        }
    }

    /// <summary>
    /// A container for each run that waits without one on its way. With every place taken, the longest idle one gives its own; the only one of a
    /// kind that is to be warm only where there is no other.
    /// </summary>
    /// <param name="except">A kind whose start has just failed: it is tried again after a pause.</param>
    private void StartForWaiters(ContainerKind? except = null)
    {
        foreach (var waiters in _waiting.Where(waiter => waiter.Kind != except).GroupBy(waiter => waiter.Kind).ToList())
            foreach (var waiter in waiters.Skip(Starting(waiters.Key)))
                if (HasPlace())
                    Begin(waiter.Kind, waiter.Size);
    }

    private bool HasPlace()
    {
        if (Places < _maxSlots)
            return true;
        if (_idle.MinBy(slot => (IsOnlyWarmOne(slot), slot.IdleSince)) is not { } evicted)
            return false;
        _idle.Remove(evicted);
        _ = DiscardAsync(evicted, RecycleReason.Evicted);
        return true;
    }

    private bool IsOnlyWarmOne(Slot slot) => _warm.Contains(slot.Kind) && _idle.Count(other => other.Kind == slot.Kind) == 1;

    private void StartSuccessorIfDue(Slot slot)
    {
        if (slot.Succeeded || slot.Runs + SuccessorRuns < _options.RunsPerContainer || Places >= _maxSlots)
            return;
        slot.Succeeded = true;
        Begin(slot.Kind, DefaultSizeOf(slot.Kind));
    }

    /// <summary>A container of the usual size, where none is there or on its way.</summary>
    private void StartUsual(ContainerKind kind)
    {
        lock (_lock)
        {
            var usual = _options.DefaultSizeOf(kind.Class);
            if (Places < _maxSlots && Starting(kind) == 0 && !_idle.Exists(slot => slot.Kind == kind && slot.Size.Serves(usual)))
                Begin(kind, DefaultSizeOf(kind));
        }
    }

    private void Replace(Slot slot, RecycleReason reason)
    {
        _ = DiscardAsync(slot, reason);
        if (!slot.Succeeded && Places < _maxSlots && reason != RecycleReason.Stopping)
            Begin(slot.Kind, DefaultSizeOf(slot.Kind));
    }

    /// <summary>The usual size; with pinning, on the core that has the fewest idle containers of the kind.</summary>
    private ContainerSize DefaultSizeOf(ContainerKind kind)
    {
        var usual = _options.DefaultSizeOf(kind.Class);
        return _pins is null || kind.Class == ContainerClass.Compile
            ? usual
            : usual with { Cpus = _pins.Each.MinBy(core => _idle.Count(slot => slot.Kind == kind && slot.Size.Cpus == core)) };
    }

    private int Starting(ContainerKind kind) => _starting.GetValueOrDefault(kind);

    private void Begin(ContainerKind kind, ContainerSize size)
    {
        _starting[kind] = Starting(kind) + 1;
        _ = Task.Run(() => StartAsync(kind, size), CancellationToken.None);
    }

    /// <summary>Starts one container, again after a pause while it fails and is needed.</summary>
    /// <param name="kind">What it serves.</param>
    /// <param name="size">What it may use.</param>
    /// <param name="firstTry">Told when it was started or has failed once; null: nobody waits for that.</param>
    private async Task StartAsync(ContainerKind kind, ContainerSize size, TaskCompletionSource? firstTry = null)
    {
        try
        {
            for (var pause = FirstPause; !await TryStartAsync(kind, size); pause = pause * 2 < LongestPause ? pause * 2 : LongestPause)
            {
                firstTry?.TrySetResult();
                await Task.Delay(pause, _stopping.Token);
                lock (_lock)
                {
                    if (!IsNeeded(kind))
                        return;
                    _starting[kind]++;
                }
            }
        }
        catch (OperationCanceledException)
        {
            lock (_lock)
                foreach (var waiter in _waiting.Where(waiter => waiter.Kind == kind).ToList())
                    Fail(waiter, new SandboxException("The server stops."));
        }
        finally
        {
            firstTry?.TrySetResult();
        }
    }

    private bool IsNeeded(ContainerKind kind) => _waiting.Count(waiter => waiter.Kind == kind) > Starting(kind)
        ? HasPlace()
        : Starting(kind) == 0 && Places < _maxSlots && !_idle.Exists(slot => slot.Kind == kind);

    /// <returns>False: it failed and may be tried again. An image that is missing is not waited for.</returns>
    private async Task<bool> TryStartAsync(ContainerKind kind, ContainerSize size)
    {
        Slot? slot = null;
        SandboxException? failure = null;
        try
        {
            slot = await _factory.StartAsync(kind, size, _stopping.Token);
            StartAhead(slot);
        }
        catch (SandboxException e)
        {
            failure = e;
            _log.LogWarning("No container of {Kind} was started: {Message}", kind, e.Message);
        }
        finally
        {
            lock (_lock)
            {
                _starting[kind]--;
                if (failure is not null)
                    FailWaiter(kind, failure);
                else if (slot is not null && !_stopping.IsCancellationRequested)
                    Give(slot);
                if (slot is not null)
                    _failedStarts = default;
                StartForWaiters(except: failure is null ? null : kind);
            }
        }
        if (slot is null)
        {
            // Each has its own telling: /health/ready of the engine, the language's state of its image.
            if (await _docker.CheckAsync(_stopping.Token) is not null)
                return false;
            try
            {
                if (await _docker.FindImageIdAsync(kind.Image, _stopping.Token) is null)
                    return true;
            }
            catch (SandboxException)
            {
                return false;
            }
            lock (_lock)
                _failedStarts = (_failedStarts.Times + 1, failure?.Message);
            return false;
        }
        _ = _stopping.IsCancellationRequested ? DiscardAsync(slot, RecycleReason.Stopping) : WatchAsync(slot);
        AwaitRest();
        return true;
    }

    /// <summary>The oldest waiter gets the reason, unless another container is on its way to it.</summary>
    private void FailWaiter(ContainerKind kind, SandboxException why)
    {
        var waiters = _waiting.Where(waiter => waiter.Kind == kind).ToList();
        if (waiters.Count > Starting(kind))
            Fail(waiters[0], why);
    }

    /// <summary>Notices the end of an idle container (the engine restarted, somebody killed it), and starts another.</summary>
    private async Task WatchAsync(Slot slot)
    {
        await slot.Ended.ContinueWith(_ => { }, TaskScheduler.Default);
        lock (_lock)
            if (!_idle.Remove(slot))
                return;
        await DiscardAsync(slot, RecycleReason.Ended);
        // Not at once: one that ends as soon as it is idle must not be started in a tight circle.
        await Task.Delay(FirstPause);
        if (!_stopping.IsCancellationRequested)
            StartUsual(slot.Kind);
    }

    /// <summary>Those whose image was built anew: nobody wants them any more.</summary>
    private void DiscardOutdated(ContainerKind kind)
    {
        foreach (var slot in _idle.FindAll(slot => slot.Kind == kind && IsOutdated(slot)))
        {
            _idle.Remove(slot);
            _ = DiscardAsync(slot, RecycleReason.Outdated);
        }
    }

    private bool IsOutdated(Slot slot) => slot.ImageId is { } own && _docker.LastImageId(slot.Kind.Image) is { } last && last != own;

    private async Task DiscardAsync(Slot slot, RecycleReason reason)
    {
        _metrics.Recycled(slot.Kind, reason);
        _log.LogInformation("Container {Name} of {Kind} is thrown away after {Runs} runs: {Reason} {Detail}", slot.Name, slot.Kind, slot.Runs, reason, slot.Broken);
        try
        {
            await slot.DisposeAsync();
        }
        catch (Exception e) when (e is SandboxException or IOException)
        {
            _log.LogWarning("Container {Name} was not removed; the cleanup will: {Message}", slot.Name, e.Message);
        }
    }
}

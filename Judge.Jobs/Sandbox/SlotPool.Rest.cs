namespace Judge.Jobs.Sandbox;

public sealed partial class SlotPool
{
    /// <summary>
    /// A compiler takes more CPU time to get ready than a compilation, and would take it from the programs that run beside it. So it waits until no run is
    /// under way or asked for during this time: longer than lies between two runs of a submission, or between its end and the start of a queued one.
    /// </summary>
    private static readonly TimeSpan RestBeforeCompilers = TimeSpan.FromMilliseconds(250);

    private readonly Timer _rest;
    /// <summary>Runs that are asked for and have not ended.</summary>
    private int _underWay;

    private void BeginRun() => Interlocked.Increment(ref _underWay);

    private void EndRun()
    {
        if (Interlocked.Decrement(ref _underWay) == 0)
            AwaitRest();
    }

    /// <summary>Counts the rest from now. The end of a run counts it anew, so a run that comes before it is over needs to do nothing.</summary>
    private void AwaitRest()
    {
        if (!_stopping.IsCancellationRequested)
            _rest.Change(RestBeforeCompilers, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Each idle container whose last run was a compiler's gets its next one. It is lent out meanwhile, so that no run takes it at the same time.</summary>
    private void StartCompilersAhead()
    {
        List<Slot> slots;
        lock (_lock)
        {
            if (Volatile.Read(ref _underWay) > 0 || _stopping.IsCancellationRequested)
                return;
            slots = _idle.FindAll(slot => !slot.HasSpare && AheadOf(slot) is { IsToldItsCommand: true });
            _idle.RemoveAll(slots.Contains);
            _leased += slots.Count;
        }
        foreach (var slot in slots)
        {
            if (AheadOf(slot) is { } ahead)
                slot.StartAhead(ahead);
            GiveBack(slot, fits: true);
        }
    }

    private StartAhead? AheadOf(Slot slot) => _ahead.GetValueOrDefault(slot.Kind);
}

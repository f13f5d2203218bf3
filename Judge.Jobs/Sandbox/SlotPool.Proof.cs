using System.Diagnostics;

namespace Judge.Jobs.Sandbox;

public sealed partial class SlotPool
{
    /// <summary>
    /// An idle container is asked whether it lives where it was not heard of for this long; the asking costs a run a round trip to its runner. Shorter
    /// than a run takes to fail in a frozen one, so that after such a failure all others are asked.
    /// </summary>
    private static readonly TimeSpan TrustedFor = TimeSpan.FromSeconds(5);

    /// <summary>A container that answers. One that somebody paused or stopped is replaced, and costs the run two seconds instead of an attempt.</summary>
    private async Task<Lease> LeaseProvedAsync(ContainerKind kind, ContainerSize size, CancellationToken cancellationToken)
    {
        while (true)
        {
            var lease = await LeaseAsync(kind, size, cancellationToken);
            if (!lease.WasIdle || !IsDoubtful(lease.Slot) || await lease.Slot.AnswersAsync())
                return lease;
            Return(lease, fits: true);
            await AskIdleOnesAsync(kind);
        }
    }

    private static bool IsDoubtful(Slot slot) => Stopwatch.GetElapsedTime(slot.IdleSince) > TrustedFor;

    /// <summary>All idle ones of a kind, side by side: what froze one may have frozen others, and each would cost two seconds.</summary>
    private async Task AskIdleOnesAsync(ContainerKind kind)
    {
        List<Slot> asked;
        lock (_lock)
        {
            asked = _idle.FindAll(slot => slot.Kind == kind && IsDoubtful(slot));
            _idle.RemoveAll(asked.Contains);
            _leased += asked.Count;
        }
        await Task.WhenAll(asked.Select(async slot =>
        {
            await slot.AnswersAsync();
            GiveBack(slot, fits: true);
        }));
    }
}

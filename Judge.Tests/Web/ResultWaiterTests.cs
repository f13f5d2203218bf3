using System.Diagnostics;
using System.Globalization;
using Judge.Jobs;
using Judge.Jobs.Redis;
using Judge.Jobs.Submissions;
using Judge.Tests.EndToEnd;
using Judge.Tests.Redis;
using Judge.Web;
using Judge.Web.Execute;
using Microsoft.Extensions.Hosting.Internal;
using Microsoft.Extensions.Logging.Abstractions;
using Shouldly;
using StackExchange.Redis;

namespace Judge.Tests.Web;

public sealed class ResultWaiterTests : IAsyncLifetime
{
    private static readonly TimeSpan Long = TimeSpan.FromMinutes(10);
    private readonly ApplicationLifetime _lifetime = new(NullLogger<ApplicationLifetime>.Instance);
    private OwnRedis _own = null!;
    private SubmissionStore _store = null!;
    private SubmissionQueue _queue = null!;
    private ResultWaiter _waiter = null!;

    private ConnectionMultiplexer Redis => _own.Connection;

    public async Task InitializeAsync()
    {
        _own = await OwnRedis.StartAsync();
        _store = new SubmissionStore(Redis, new JudgeOptions());
        _queue = new SubmissionQueue(Redis, new JudgeOptions());
        _waiter = new ResultWaiter(new ClientSubmissions(_store, _queue, new SubmissionRerun(Redis, new JudgeOptions())), _store, Redis, _lifetime);
    }

    public async Task DisposeAsync() => await _own.DisposeAsync();

    [Fact]
    public async Task Who_stops_waiting_wakes_none_of_the_others()
    {
        const int waiters = 60;
        var id = (await QueuedAsync()).SubmissionId;
        var began = Stopwatch.GetTimestamp();
        var waits = Enumerable.Range(0, waiters).Select(_ => Begin(id)).ToList();
        await Patience.UntilAsync("all have looked", 60, async () => await ReadsAsync() >= waiters);

        foreach (var (wait, leave) in waits)
        {
            await leave.CancelAsync();
            await Should.ThrowAsync<OperationCanceledException>(wait);
        }

        // One look each, and one more each second; each leaver's waking of the rest would be 1,800.
        (await ReadsAsync()).ShouldBeLessThan((int)(waiters * (2 + Stopwatch.GetElapsedTime(began).TotalSeconds)));
    }

    [Fact]
    public async Task Who_still_waits_is_told_the_end_when_others_have_left()
    {
        var pending = await QueuedAsync();
        var (left, leave) = Begin(pending.SubmissionId);
        var (first, _) = Begin(pending.SubmissionId);
        var (second, _) = Begin(pending.SubmissionId);
        await leave.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(left);

        await _store.FinishAsync(pending with { Status = SubmissionStatus.OK, Stdout = "told" });

        (await first)!.Whole!.Stdout.ShouldBe("told");
        (await second)!.Whole!.Stdout.ShouldBe("told");
    }

    [Fact]
    public async Task Who_waits_when_the_server_is_to_stop_or_comes_then_is_told_how_it_stands()
    {
        var pending = await QueuedAsync();
        var (wait, _) = Begin(pending.SubmissionId);

        _lifetime.StopApplication();

        (await wait)!.Whole!.Status.ShouldBe(SubmissionStatus.PENDING);
        (await _waiter.WaitAsync(pending.SubmissionId, Long, () => Task.FromResult(true), CancellationToken.None))!.IsEnded.ShouldBeFalse();
    }

    private (Task<StoredResult?> Wait, CancellationTokenSource Leave) Begin(string id)
    {
        var leave = new CancellationTokenSource();
        return (_waiter.WaitAsync(id, Long, null, leave.Token), leave);
    }

    private async Task<SubmissionResult> QueuedAsync() => (await _queue.AddAsync(new Submission
    {
        Id = Guid.NewGuid().ToString("D"),
        Language = "python",
        Source = "print(1)"u8.ToArray(),
        CreatedAt = DateTime.UtcNow,
    }))!;

    private async Task<int> ReadsAsync() =>
        (await Redis.GetServers()[0].InfoAsync("commandstats")).SelectMany(section => section)
            .Where(fact => fact.Key is "cmdstat_get" or "cmdstat_getrange").Sum(fact => int.Parse(fact.Value.Split('=', ',')[1], CultureInfo.InvariantCulture));
}

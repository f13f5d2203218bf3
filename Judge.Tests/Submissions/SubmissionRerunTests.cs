using System.Text;
using Judge.Jobs;
using Judge.Jobs.Submissions;
using Judge.Tests.Redis;
using Shouldly;
using StackExchange.Redis;

namespace Judge.Tests.Submissions;

public sealed class SubmissionRerunTests : IAsyncLifetime
{
    /// <summary>What a program or a client may write to be taken for what stands beside it.</summary>
    private const string Misleading = "\",\"attempt\":77,\"priority\":\"interactive\",\"language\":\"c\",\"created_at\":\"";

    private readonly JudgeOptions _options = new();
    private OwnRedis _own = null!;
    private SubmissionStore _store = null!;
    private SubmissionQueue _queue = null!;
    private SubmissionRerun _rerun = null!;

    private ConnectionMultiplexer Redis => _own.Connection;

    public async Task InitializeAsync()
    {
        _own = await OwnRedis.StartAsync();
        (_store, _queue, _rerun) = (new SubmissionStore(Redis, _options), new SubmissionQueue(Redis, _options), new SubmissionRerun(Redis, _options));
    }

    public async Task DisposeAsync() => await _own.DisposeAsync();

    [Theory]
    [InlineData(10)]
    [InlineData(300_000)]
    public async Task An_ended_one_is_pending_and_queued_in_its_own_queue_in_one_step_and_nothing_large_is_read(int bytes)
    {
        var begun = await AddAsync(bytes);
        await Redis.GetDatabase().ListRightPopAsync("hangfire:queue:bulk");
        await _store.FinishAsync(begun with { Status = SubmissionStatus.OK, Stdout = new string('x', bytes) + Misleading, Stderr = Misleading, StderrBase64 = "eA==" });

        var again = (await _rerun.QueueAsync(begun.SubmissionId)).ShouldNotBeNull();

        again.ShouldBe(begun with { Attempt = 2, CreatedAt = again.CreatedAt });
        again.CreatedAt.ShouldBe(begun.CreatedAt, TimeSpan.FromMilliseconds(1));
        (await _store.FindAsync(begun.SubmissionId)).ShouldBe(again);
        (await _queue.PositionAsync(begun.SubmissionId)).ShouldBe(0);
        (await _store.StartAsync(begun.SubmissionId))!.Value.Request.Priority.ShouldBe("bulk");
    }

    [Fact]
    public async Task Of_several_at_once_each_is_an_attempt_of_its_own()
    {
        var begun = await AddAsync(10);
        await _store.FinishAsync(begun with { Status = SubmissionStatus.OK });

        var again = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => _rerun.QueueAsync(begun.SubmissionId)));

        again.Select(one => one!.Attempt).Order().ShouldBe([2, 3, 4, 5, 6]);
    }

    [Fact]
    public async Task One_that_is_gone_is_neither_run_again_nor_queued()
    {
        var gone = (await AddAsync(10)).SubmissionId;
        await _store.DeleteAsync(gone);
        await Redis.GetDatabase().ListRightPopAsync("hangfire:queue:bulk");

        (await _rerun.QueueAsync(gone)).ShouldBeNull();
        (await _queue.FindPriorityAsync(gone)).ShouldBeNull();
        (await _queue.EnqueueAsync(gone, "bulk")).ShouldBeFalse();

        (await Redis.GetDatabase().ListLengthAsync("hangfire:queue:bulk")).ShouldBe(0);
    }

    [Fact]
    public async Task A_late_start_and_a_late_verdict_of_one_with_a_large_result_change_nothing()
    {
        var begun = await AddAsync(10);
        await _store.FinishAsync(begun with { Status = SubmissionStatus.OK, Stdout = new string('x', 300_000) });

        (await _store.StartAsync(begun.SubmissionId)).ShouldBeNull();
        (await _store.FinishAsync(begun with { Status = SubmissionStatus.RE })).ShouldBeFalse();
        await _store.PutBackAsync(begun);

        (await _store.FindAsync(begun.SubmissionId))!.Stdout!.Length.ShouldBe(300_000);
    }

    private async Task<SubmissionResult> AddAsync(int bytes) => (await _queue.AddAsync(new Submission
    {
        Id = Guid.NewGuid().ToString("D"),
        Language = "python",
        Source = Encoding.UTF8.GetBytes(new string('x', bytes)),
        Env = new Dictionary<string, string> { ["priority"] = "interactive", ["x"] = Misleading },
        Priority = "bulk",
        CreatedAt = DateTime.UtcNow,
    }))!;
}

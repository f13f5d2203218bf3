using System.Text;
using System.Text.Json;
using Judge.Jobs;
using Judge.Jobs.Redis;
using Judge.Jobs.Submissions;
using Judge.Tests.Redis;
using Shouldly;
using StackExchange.Redis;

namespace Judge.Tests.Submissions;

public sealed class SubmissionStoreTests : IAsyncLifetime
{
    private OwnRedis _own = null!;
    private SubmissionStore _store = null!;
    private SubmissionQueue _queue = null!;

    private ConnectionMultiplexer Redis => _own.Connection;
    private IDatabase Db => Redis.GetDatabase();

    public async Task InitializeAsync()
    {
        _own = await OwnRedis.StartAsync(maxMemoryBytes: 1);
        _store = new SubmissionStore(Redis, new JudgeOptions());
        _queue = new SubmissionQueue(Redis, new JudgeOptions());
    }

    public async Task DisposeAsync() => await _own.DisposeAsync();

    [Fact]
    public async Task An_ended_submission_leaves_its_result_and_its_request_for_as_long_as_results_are_kept()
    {
        var running = await RunningAsync();

        (await _store.FinishAsync(running with { Status = SubmissionStatus.OK })).ShouldBeTrue();

        (await KeysAsync()).ShouldBe([SubmissionStore.Key(running.SubmissionId), SubmissionStore.RequestKey(running.SubmissionId)]);
        foreach (var key in await KeysAsync())
            (await Db.KeyTimeToLiveAsync(key)).ShouldNotBeNull().TotalSeconds.ShouldBeInRange(1, 3600);
        (await _store.FindAsync(running.SubmissionId))!.Status.ShouldBe(SubmissionStatus.OK);
    }

    [Fact]
    public async Task A_result_tells_the_time_after_which_it_is_gone_which_is_as_long_as_was_set()
    {
        var running = await RunningAsync();

        await new SubmissionStore(Redis, new JudgeOptions { ResultTtlSec = 120 }).FinishAsync(running with { Status = SubmissionStatus.OK });

        var ended = (await _store.FindAsync(running.SubmissionId))!;
        (ended.ExpiresAt!.Value - ended.FinishedAt!.Value).TotalSeconds.ShouldBe(120, tolerance: 1);
        foreach (var key in await KeysAsync())
            (await Db.KeyTimeToLiveAsync(key)).ShouldNotBeNull().TotalSeconds.ShouldBeInRange(1, 120);
    }

    [Fact]
    public async Task Of_two_verdicts_the_first_one_stands()
    {
        var running = await RunningAsync();

        await _store.FinishAsync(running with { Status = SubmissionStatus.OK });

        (await _store.FinishAsync(running with { Status = SubmissionStatus.RE })).ShouldBeFalse();
        (await _store.FindAsync(running.SubmissionId))!.Status.ShouldBe(SubmissionStatus.OK);
    }

    [Fact]
    public async Task A_verdict_that_comes_after_the_DELETE_brings_nothing_back_and_leaves_nothing()
    {
        var running = await RunningAsync();
        await Db.KeyDeleteAsync([SubmissionStore.Key(running.SubmissionId), SubmissionStore.RequestKey(running.SubmissionId)]);

        (await _store.FinishAsync(running with { Status = SubmissionStatus.OK })).ShouldBeFalse();

        (await KeysAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_verdict_of_an_older_attempt_is_dropped_and_the_newer_one_keeps_its_place()
    {
        var running = await RunningAsync();
        var before = await KeysAsync();
        var again = (await new SubmissionRerun(Redis, new JudgeOptions()).PendAsync(running.SubmissionId))!;

        (await _store.FinishAsync(running with { Status = SubmissionStatus.OK })).ShouldBeFalse();

        again.Attempt.ShouldBe(2);
        (await _store.FindAsync(running.SubmissionId)).ShouldBe(again);
        (await KeysAsync()).ShouldBe(before);
    }

    [Fact]
    public async Task A_start_changes_nothing_of_a_submission_but_its_state_and_its_time()
    {
        var submission = SubmissionOf("ü \"quoted\" \\ \u0001");
        var pending = (await _queue.AddAsync(submission))!;

        var (started, request) = (await _store.StartAsync(submission.Id)).ShouldNotBeNull();

        started.StartedAt.ShouldNotBeNull().ShouldBe(DateTime.UtcNow, TimeSpan.FromMinutes(1));
        var expected = pending with { Status = SubmissionStatus.PROCESSING, StartedAt = started.StartedAt };
        TextOf(started).ShouldBe(TextOf(expected));
        TextOf((await _store.FindAsync(submission.Id))!).ShouldBe(TextOf(expected));
        TextOf(request).ShouldBe(TextOf(submission));
    }

    [Fact]
    public async Task An_ended_or_deleted_submission_is_not_started()
    {
        var ended = await RunningAsync();
        await _store.FinishAsync(ended with { Status = SubmissionStatus.OK });
        var deleted = await RunningAsync();
        await _store.DeleteAsync(deleted.SubmissionId);

        (await _store.StartAsync(ended.SubmissionId)).ShouldBeNull();
        (await _store.StartAsync(deleted.SubmissionId)).ShouldBeNull();

        (await _store.FindAsync(ended.SubmissionId))!.Status.ShouldBe(SubmissionStatus.OK);
        (await _store.FindAsync(deleted.SubmissionId)).ShouldBeNull();
    }

    [Fact]
    public async Task A_submission_that_is_put_back_is_as_it_was_and_its_end_is_not_undone()
    {
        var running = await RunningAsync();

        await _store.PutBackAsync(running);
        var back = (await _store.FindAsync(running.SubmissionId))!;
        await _store.StartAsync(running.SubmissionId);
        await _store.FinishAsync(running with { Status = SubmissionStatus.OK });
        await _store.PutBackAsync(running);

        TextOf(back).ShouldBe(TextOf(running with { Status = SubmissionStatus.PENDING, StartedAt = null }));
        (await _store.FindAsync(running.SubmissionId))!.Status.ShouldBe(SubmissionStatus.OK);
    }

    [Fact]
    public async Task A_start_is_noted_for_the_cleanup_and_puts_nothing_back_that_was_taken_off_its_list()
    {
        var running = await RunningAsync();
        await Db.SortedSetAddAsync(SubmissionStore.UnfinishedKey, running.SubmissionId, 1);

        await _store.StartAsync(running.SubmissionId);
        var noted = await Db.SortedSetScoreAsync(SubmissionStore.UnfinishedKey, running.SubmissionId);
        await Db.SortedSetRemoveAsync(SubmissionStore.UnfinishedKey, running.SubmissionId);
        await _store.StartAsync(running.SubmissionId);

        noted.ShouldNotBeNull().ShouldBeGreaterThan(1);
        (await Db.SortedSetLengthAsync(SubmissionStore.UnfinishedKey)).ShouldBe(0);
    }

    [Fact]
    public async Task At_Rediss_maxmemory_nothing_new_is_stored_and_what_a_worker_has_comes_to_its_verdict()
    {
        var waiting = SubmissionOf("print(1)");
        await _queue.AddAsync(waiting);

        _own.Server.BoundMemory();
        var started = (await _store.StartAsync(waiting.Id)).ShouldNotBeNull().Started;
        var stored = await _store.FinishAsync(started with { Status = SubmissionStatus.OK });

        stored.ShouldBeTrue();
        (await _store.FindAsync(waiting.Id))!.Status.ShouldBe(SubmissionStatus.OK);
        RedisTrouble.Of(await Should.ThrowAsync<RedisServerException>(_queue.AddAsync(SubmissionOf("print(2)"))))!.ShouldContain("Judge:RedisMaxMemoryMb");
        (await _store.DeleteAsync(waiting.Id)).ShouldBeTrue();
    }

    /// <summary>One that a worker has begun, with all that is kept of such a one.</summary>
    private async Task<SubmissionResult> RunningAsync()
    {
        var submission = SubmissionOf("print(1)");
        await _queue.AddAsync(submission);
        await Db.StringSetAsync($"submission:{submission.Id}:revived", "1");
        return (await _store.StartAsync(submission.Id))!.Value.Started;
    }

    private static Submission SubmissionOf(string source) => new()
    {
        Id = Guid.NewGuid().ToString("D"),
        Language = "python",
        Source = Encoding.UTF8.GetBytes(source),
        Args = [source],
        CreatedAt = DateTime.UtcNow,
    };

    private static string TextOf<T>(T value) => JsonSerializer.Serialize(value, SubmissionJson.Options);

    private async Task<string[]> KeysAsync() =>
        [.. (await Redis.GetServers()[0].KeysAsync(pattern: "submission*").ToArrayAsync()).Select(key => key.ToString()).Order(StringComparer.Ordinal)];
}

using System.Text.RegularExpressions;
using Hangfire;
using Hangfire.Redis.StackExchange;
using Judge.Jobs;
using Judge.Jobs.Redis;
using Judge.Jobs.Submissions;
using Shouldly;
using StackExchange.Redis;

namespace Judge.Tests.Redis;

/// <summary>Alone, because Hangfire's configuration is the whole process's.</summary>
[Collection("alone")]
public sealed partial class QueuedJobTests : IAsyncLifetime
{
    private readonly JudgeOptions _options = new() { MaxQueueLength = 2 };
    private readonly Submission _submission =
        new() { Id = Guid.NewGuid().ToString("D"), Language = "python", Source = "print(1)"u8.ToArray(), Priority = "bulk", CreatedAt = DateTime.UtcNow };
    private OwnRedis _own = null!;
    private SubmissionQueue _queue = null!;

    private ConnectionMultiplexer Redis => _own.Connection;
    private IDatabase Db => Redis.GetDatabase();

    public async Task InitializeAsync()
    {
        HangfireSetup.Configure(GlobalConfiguration.Configuration);
        _own = await OwnRedis.StartAsync();
        _queue = new SubmissionQueue(Redis, _options);
    }

    public async Task DisposeAsync() => await _own.DisposeAsync();

    [Fact]
    public async Task A_job_is_written_and_told_of_key_by_key_and_field_by_field_as_by_Hangfires_own_client()
    {
        var client = new BackgroundJobClient(new JudgeRedisStorage(Redis, new RedisStorageOptions { Prefix = _options.HangfirePrefix }, _ => { }));
        var id = _submission.Id;

        var byHangfire = await WrittenAsync(() => Task.FromResult(client.Enqueue<ExecuteSubmissionJob>("bulk", job => job.RunAsync(id, null!))));
        var asItIsAdded = await WrittenAsync(() => _queue.AddAsync(_submission));
        var asItIsQueuedAgain = await WrittenAsync(() => _queue.EnqueueAsync(id, "bulk"));

        byHangfire.Length.ShouldBeGreaterThan(10);
        asItIsAdded.ShouldBe(byHangfire);
        asItIsQueuedAgain.ShouldBe(byHangfire);
    }

    [Fact]
    public async Task A_submission_too_many_is_refused_and_nothing_is_written_of_it()
    {
        await _queue.AddAsync(_submission with { Id = Guid.NewGuid().ToString("D"), Priority = "normal" });
        await _queue.AddAsync(_submission with { Id = Guid.NewGuid().ToString("D"), Priority = "interactive" });
        var before = await StoredLines.OfAsync(Redis, "*");

        (await _queue.AddAsync(_submission)).ShouldBeNull();

        (await StoredLines.OfAsync(Redis, "*")).ShouldBe(before);
    }

    [Fact]
    public async Task A_submission_that_has_ended_or_is_gone_is_not_queued_again()
    {
        var store = new SubmissionStore(Redis, _options);
        await store.FinishAsync((await _queue.AddAsync(_submission))! with { Status = SubmissionStatus.OK });

        (await _queue.EnqueueAsync(_submission.Id, "bulk")).ShouldBeTrue();
        var ended = _queue.Length("bulk");
        await store.DeleteAsync(_submission.Id);
        (await _queue.EnqueueAsync(_submission.Id, "bulk")).ShouldBeFalse();

        ended.ShouldBe(1);
        _queue.Length("bulk").ShouldBe(1);
    }

    /// <summary>Every key, type, time to live, field and message of Hangfire's that comes of an act, with its own names for job and times.</summary>
    private async Task<string[]> WrittenAsync(Func<Task> act)
    {
        var messages = await Redis.GetSubscriber().SubscribeAsync(RedisChannel.Pattern("hangfire:*"));
        await foreach (var key in Redis.GetServers()[0].KeysAsync(pattern: "hangfire:*"))
            await Db.KeyDeleteAsync(key);
        await Db.SortedSetAddAsync(JobSignal.WaitsKeyOf(_options.HangfirePrefix), "a worker", 1);
        await act();
        var message = await messages.ReadAsync();
        await messages.UnsubscribeAsync();
        return [$"{message.Channel} {{job}}", .. (await StoredLines.OfAsync(Redis, "hangfire:*")).Select(line => Time().Replace(line.Replace(message.Message.ToString(), "{job}", StringComparison.Ordinal), "{time}"))];
    }

    /// <summary>Milliseconds since 1970.</summary>
    [GeneratedRegex(@"\b1\d{12}\b", RegexOptions.None, 1000)]
    private static partial Regex Time();
}

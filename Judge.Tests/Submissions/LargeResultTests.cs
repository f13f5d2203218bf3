using System.Text.Json;
using Judge.Jobs;
using Judge.Jobs.Redis;
using Judge.Jobs.Submissions;
using Judge.Tests.EndToEnd;
using Judge.Tests.Redis;
using Judge.Web.Errors;
using Judge.Web.Execute;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Shouldly;
using StackExchange.Redis;

namespace Judge.Tests.Submissions;

public sealed class LargeResultTests : IAsyncLifetime
{
    private OwnRedis _own = null!;
    private SubmissionStore _store = null!;
    private SubmissionQueue _queue = null!;

    private ConnectionMultiplexer Redis => _own.Connection;

    public async Task InitializeAsync()
    {
        _own = await OwnRedis.StartAsync();
        _store = new SubmissionStore(Redis, new JudgeOptions());
        _queue = new SubmissionQueue(Redis, new JudgeOptions());
    }

    public async Task DisposeAsync() => await _own.DisposeAsync();

    [Theory]
    [InlineData(300_000)]
    [InlineData(2_000_000)]
    public async Task A_large_result_is_passed_on_byte_for_byte(int written)
    {
        var id = await EndedAsync(new string('\0', written));
        var target = new MemoryStream();

        var found = (await _store.FindStoredAsync(id)).ShouldNotBeNull();

        found.IsEnded.ShouldBeTrue();
        found.Whole.ShouldBeNull();
        (await found.Large!.TryCopyToAsync(target, CancellationToken.None)).ShouldBeTrue();
        target.Length.ShouldBe(found.Large.Bytes);
        JsonSerializer.Deserialize<SubmissionResult>(target.ToArray(), SubmissionJson.Options).ShouldBe(await _store.FindAsync(id));
    }

    [Fact]
    public async Task A_small_result_is_read_whole_and_costs_one_command()
    {
        var id = await EndedAsync("small");
        var before = await CommandsAsync();

        var found = await _store.FindStoredAsync(id);

        found!.Whole.ShouldBe(await _store.FindAsync(id));
        found.Large.ShouldBeNull();
        // The other is FindAsync's.
        (await CommandsAsync() - before).ShouldBe(2);
        (await _store.FindStoredAsync("none")).ShouldBeNull();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_large_result_that_is_deleted_or_run_again_on_the_way_is_not_told_as_whole(bool runAgain)
    {
        var id = await EndedAsync(new string('1', 1_000_000));
        var found = (await _store.FindStoredAsync(id))!.Large!;
        var parts = 0;
        var target = new NotedStream(async () =>
        {
            if (++parts != 2)
                return;
            if (!runAgain)
                await _store.DeleteAsync(id);
            else
                // As long as the first to the byte.
                await FinishAsync((await new SubmissionRerun(Redis, new JudgeOptions()).PendAsync(id))!, new string('2', 1_000_000));
        });

        (await found.TryCopyToAsync(target, CancellationToken.None)).ShouldBeFalse();

        parts.ShouldBeLessThan(5);
    }

    [Fact]
    public async Task A_large_result_that_is_deleted_before_any_of_it_is_sent_is_told_to_be_gone()
    {
        var id = await EndedAsync(new string('1', 300_000));
        var found = (await _store.FindStoredAsync(id))!.Large!;
        await _store.DeleteAsync(id);

        var gone = await Should.ThrowAsync<BadRequestException>(
            new LargeResultAnswer(found).ExecuteResultAsync(new ActionContext { HttpContext = new DefaultHttpContext() }));

        gone.StatusCode.ShouldBe(404);
    }

    [Fact]
    public async Task One_that_is_run_again_before_any_of_it_is_sent_is_answered_as_it_stands_then()
    {
        var id = await EndedAsync(new string('1', 300_000));
        var found = (await _store.FindStoredAsync(id))!.Large!;
        await new SubmissionRerun(Redis, new JudgeOptions()).PendAsync(id);
        var http = new DefaultHttpContext();
        StoredResult? stands = null;

        await new LargeResultAnswer(found, async () =>
        {
            stands = await _store.FindStoredAsync(id);
            return new EmptyResult();
        }).ExecuteResultAsync(new ActionContext { HttpContext = http, RouteData = new(), ActionDescriptor = new() });

        stands!.Whole!.Status.ShouldBe(SubmissionStatus.PENDING);
        http.Response.ContentLength.ShouldBeNull();
    }

    [Fact]
    public async Task Of_verdicts_that_are_stored_the_small_ones_are_told_and_the_large_ones_named()
    {
        var told = new List<(string Id, string? Stdout)>();
        _store.WhenFinished((id, result) => told.Add((id, result?.Stdout)));

        var small = await EndedAsync("small");
        var large = await EndedAsync(new string('x', 300_000));

        told.ShouldBe([(small, "small"), (large, null)]);
    }

    [Fact]
    public async Task Large_verdicts_are_stored_one_after_the_other_and_small_ones_pass()
    {
        SubmissionResult[] begun = [await BegunAsync(), await BegunAsync(), await BegunAsync()];
        // By itself: on the same connection its commands would stand behind those that are paused.
        await using var other = await NamedRedis.ConnectAsync(RedisUrl.ForSocket(_own.Server.Socket));
        await other.GetServers()[0].ExecuteAsync("CLIENT", "PAUSE", 60_000, "WRITE");
        var before = Operations();

        var first = FinishAsync(begun[0], large: true);
        var ofOne = Operations() - before;
        var second = FinishAsync(begun[1], large: true);
        var ofTwo = Operations() - before;
        var small = FinishAsync(begun[2], large: false);
        var ofAll = Operations() - before;
        await other.GetServers()[0].ExecuteAsync("CLIENT", "UNPAUSE");

        ofOne.ShouldBeGreaterThan(0);
        ofTwo.ShouldBe(ofOne);
        ofAll.ShouldBeGreaterThan(ofOne);
        (await Task.WhenAll(first, second, small)).ShouldBe([true, true, true]);

        long Operations() => Redis.GetCounters().Interactive.OperationCount;
        Task<bool> FinishAsync(SubmissionResult one, bool large) => _store.FinishAsync(one with { Status = SubmissionStatus.OK, Stdout = new string('x', large ? 300_000 : 10) });
    }

    [Fact]
    public async Task A_verdict_that_could_not_be_stored_is_tried_for_as_long_as_is_wanted()
    {
        var begun = await BegunAsync();
        await Redis.GetDatabase().KeyRenameAsync(SubmissionStore.UnfinishedKey, "aside");
        await Redis.GetDatabase().StringSetAsync(SubmissionStore.UnfinishedKey, "no sorted set");
        var failures = 0;

        (await _store.FinishAsync(begun with { Status = SubmissionStatus.OK }, async _ =>
        {
            if (++failures == 2)
                await Redis.GetDatabase().KeyRenameAsync("aside", SubmissionStore.UnfinishedKey);
            return true;
        })).ShouldBeTrue();

        failures.ShouldBe(2);
        (await _store.FindAsync(begun.SubmissionId))!.Status.ShouldBe(SubmissionStatus.OK);
    }

    private async Task<SubmissionResult> BegunAsync()
    {
        var submission = new Submission { Id = Guid.NewGuid().ToString("D"), Language = "python", Source = "print(1)"u8.ToArray(), CreatedAt = DateTime.UtcNow };
        return (await _queue.AddAsync(submission))!;
    }

    private async Task<string> EndedAsync(string stdout)
    {
        var begun = await BegunAsync();
        await FinishAsync(begun, stdout);
        return begun.SubmissionId;
    }

    private async Task FinishAsync(SubmissionResult begun, string stdout) =>
        (await _store.FinishAsync(begun with { Status = SubmissionStatus.OK, Stdout = stdout })).ShouldBeTrue();

    /// <summary>Reads of strings that Redis was asked for.</summary>
    private async Task<int> CommandsAsync() =>
        (await Redis.GetServers()[0].InfoAsync("commandstats")).SelectMany(section => section)
            .Where(fact => fact.Key is "cmdstat_get" or "cmdstat_getrange" or "cmdstat_strlen")
            .Sum(fact => int.Parse(fact.Value.Split('=', ',')[1], System.Globalization.CultureInfo.InvariantCulture));

    /// <summary>Does something at each write.</summary>
    private sealed class NotedStream(Func<Task> atWrite) : MemoryStream
    {
        public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        {
            await atWrite();
            await base.WriteAsync(buffer, cancellationToken);
        }
    }
}

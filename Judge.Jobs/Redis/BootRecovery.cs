using Hangfire;
using Hangfire.States;
using Judge.Jobs.Cleanup;
using Judge.Jobs.Submissions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using StackExchange.Redis;

namespace Judge.Jobs.Redis;

/// <summary>
/// Before the Hangfire server starts: with the embedded Redis, puts back what a killed predecessor had fetched (it is dead, since
/// we hold its file lock), and registers the recurring cleanup. Then that Redis's memory is bounded.
/// </summary>
public sealed class BootRecovery(IConnectionMultiplexer redis, JudgeOptions options, IRecurringJobManager recurring, ILogger<BootRecovery> log, EmbeddedRedis? embedded = null)
    : IHostedService, IToldToRedis
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        if (options.RedisUrl is null)
            await TakeBackAsync();
        Register();
        embedded?.BoundMemory();
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task TellAgainAsync()
    {
        Register();
        return Task.CompletedTask;
    }

    private void Register() => recurring.AddOrUpdate<CleanupJob>("cleanup", Queues.Cleanup, job => job.RunAsync(CancellationToken.None), "* * * * *");

    private async Task TakeBackAsync()
    {
        var db = redis.GetDatabase();
        var prefix = options.HangfirePrefix;
        foreach (var queue in Queues.Served)
        {
            var taken = 0;
            // The newest first, to the end that is taken from: in the order in which they were taken they are next.
            for (RedisValue job; !(job = await db.ListMoveAsync($"{prefix}queue:{queue}:dequeued", $"{prefix}queue:{queue}", ListSide.Left, ListSide.Right)).IsNull; taken++)
            {
                await db.HashDeleteAsync($"{prefix}job:{job}", ["Fetched", "Checked"]);
                if (await db.HashGetAsync($"{prefix}job:{job}", "State") == ProcessingState.StateName)
                    await db.HashIncrementAsync($"{prefix}job:{job}", QueuedJob.LostRunsField);
                // Its owner is dead: nobody else would give the lock back before it expires.
                await db.KeyDeleteAsync($"{prefix}job:{job}:state-lock");
            }
            if (taken > 0)
                log.LogWarning("{Count} jobs of queue {Queue} that the last server had begun were queued again.", taken, queue);
        }
        foreach (var server in await db.SetMembersAsync($"{prefix}servers"))
            await db.KeyDeleteAsync([$"{prefix}server:{server}", $"{prefix}server:{server}:queues"]);
        await db.KeyDeleteAsync($"{prefix}servers");
    }
}

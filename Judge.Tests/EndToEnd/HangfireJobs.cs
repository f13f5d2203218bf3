using System.Globalization;
using Hangfire;
using Hangfire.Redis.StackExchange;
using Judge.Jobs.Submissions;
using StackExchange.Redis;

namespace Judge.Tests.EndToEnd;

/// <summary>What Hangfire knows of a server's jobs.</summary>
internal static class HangfireJobs
{
    /// <summary>The job of a submission that has not ended.</summary>
    public static async Task<string> OfAsync(IConnectionMultiplexer redis, string submission) =>
        ((string)(await redis.GetDatabase().StringGetAsync($"submission:{submission}:job"))!).Split('/')[1];

    /// <summary>Names of the states that a job went through, the last one first.</summary>
    public static string[] HistoryOf(IConnectionMultiplexer redis, string job) =>
        [.. StorageOf(redis).GetMonitoringApi().JobDetails(job).History.Select(state => state.StateName)];

    /// <summary>The process that runs a job.</summary>
    public static int ProcessOf(IConnectionMultiplexer redis, string job)
    {
        var state = StorageOf(redis).GetMonitoringApi().JobDetails(job).History.First(state => state.StateName == "Processing");
        return int.Parse(state.Data["ServerId"].Split(':')[1], CultureInfo.InvariantCulture);
    }

    /// <summary>How many submissions' jobs are done, whatever came of the submissions.</summary>
    public static int CountDone(IConnectionMultiplexer redis)
    {
        var hangfire = StorageOf(redis).GetMonitoringApi();
        return hangfire.SucceededJobs(0, 100).Select(job => job.Value.Job).Concat(hangfire.DeletedJobs(0, 100).Select(job => job.Value.Job))
            .Count(job => job?.Type == typeof(ExecuteSubmissionJob));
    }

    /// <summary>Queues a job for a submission, whatever stands in Redis of it.</summary>
    public static string Enqueue(IConnectionMultiplexer redis, string submission) =>
        new BackgroundJobClient(StorageOf(redis)).Enqueue<ExecuteSubmissionJob>("normal", job => job.RunAsync(submission, null!));

    private static RedisStorage StorageOf(IConnectionMultiplexer redis) =>
        new(redis, new RedisStorageOptions { Prefix = "hangfire:", Db = redis.GetDatabase().Database });
}

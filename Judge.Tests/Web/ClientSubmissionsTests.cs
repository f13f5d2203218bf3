using Judge.Jobs;
using Judge.Jobs.Submissions;
using Judge.Tests.EndToEnd;
using Judge.Web;
using Judge.Web.Execute;
using Microsoft.Extensions.Hosting.Internal;
using Microsoft.Extensions.Logging.Abstractions;
using Shouldly;
using StackExchange.Redis;

namespace Judge.Tests.Web;

public class ClientSubmissionsTests
{
    [Fact]
    public async Task No_request_waits_for_a_silent_Redis_longer_than_a_client_is_to_wait()
    {
        await using var redis = await NamedRedis.StartAsync();
        await using var connection = await redis.ConnectAsync(TimeSpan.FromMinutes(10));
        var options = new JudgeOptions();
        var (store, queue) = (new SubmissionStore(connection, options), new SubmissionQueue(connection, options));
        var submissions = new ClientSubmissions(store, queue, new SubmissionRerun(connection, options));
        var waiter = new ResultWaiter(submissions, store, connection, new ApplicationLifetime(NullLogger<ApplicationLifetime>.Instance));
        using var submission = new ReceivedSubmission(new Submission { Id = "1", Language = "c", Source = [] }, 2, null);
        await connection.GetDatabase().ExecuteAsync("CLIENT", "PAUSE", "600000", "ALL");

        Task[] requests =
        [
            submissions.FindAsync("1", CancellationToken.None),
            submissions.PositionAsync("1", CancellationToken.None),
            submissions.DeleteAsync("1"),
            submissions.RerunAsync("1"),
            submissions.AddAsync(submission, CancellationToken.None),
            waiter.WaitAsync("1", TimeSpan.FromMinutes(20), null, CancellationToken.None),
            new SubmissionSearch(connection).FindAsync(new SubmissionFilter(), CancellationToken.None),
        ];

        foreach (var request in requests)
            // Another would be the end of Redis's own patience.
            (await Should.ThrowAsync<TimeoutException>(request.WaitAsync(TimeSpan.FromMinutes(5)))).ShouldNotBeOfType<RedisTimeoutException>();
        // Its end would wait for the answers.
        await connection.CloseAsync(allowCommandsToComplete: false);
    }
}

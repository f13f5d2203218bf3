using Judge.Jobs.Redis;
using Judge.Jobs.Submissions;
using StackExchange.Redis;

namespace Judge.Web;

/// <summary>
/// The submissions as a client's request reaches them: for no answer of Redis does it wait longer than <see cref="RedisTrouble.Patience"/>, where a worker does.
/// What is asked for may still come about later.
/// </summary>
/// <exception cref="RedisException">Redis does not answer.</exception>
/// <exception cref="TimeoutException">The same.</exception>
public sealed class ClientSubmissions(SubmissionStore store, SubmissionQueue queue, SubmissionRerun rerun)
{
    /// <inheritdoc cref="SubmissionStore.FindStoredAsync"/>
    public Task<StoredResult?> FindAsync(string id, CancellationToken cancellationToken) => store.FindStoredAsync(id).WaitAsync(RedisTrouble.Patience, cancellationToken);

    /// <inheritdoc cref="SubmissionQueue.PositionAsync"/>
    public Task<long?> PositionAsync(string id, CancellationToken cancellationToken) => queue.PositionAsync(id).WaitAsync(RedisTrouble.Patience, cancellationToken);

    /// <inheritdoc cref="SubmissionStore.DeleteAsync"/>
    public Task<bool> DeleteAsync(string id) => store.DeleteAsync(id).WaitAsync(RedisTrouble.Patience);

    /// <inheritdoc cref="SubmissionRerun.QueueAsync"/>
    public Task<SubmissionResult?> RerunAsync(string id) => rerun.QueueAsync(id).WaitAsync(RedisTrouble.Patience);

    /// <summary>Stores and queues a new one, as <see cref="SubmissionQueue.AddAsync"/> says. A large one may take longer.</summary>
    internal Task<SubmissionResult?> AddAsync(Execute.ReceivedSubmission submission, CancellationToken cancellationToken) =>
        submission.AddToAsync(queue).WaitAsync(RedisTrouble.PatienceWith(submission.BodyBytes), cancellationToken);

    /// <inheritdoc cref="SubmissionStore.Forget"/>
    public void Forget(string id) => store.Forget(id);
}

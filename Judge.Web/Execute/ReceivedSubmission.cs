using Judge.Jobs.Submissions;

namespace Judge.Web.Execute;

/// <summary>A submission that is not queued yet, and the memory that it takes until it is.</summary>
/// <param name="submission">The submission.</param>
/// <param name="bodyBytes">Length of the body that brought it.</param>
/// <param name="room">Given back once it is queued, or dropped.</param>
public sealed class ReceivedSubmission(Submission submission, int bodyBytes, IDisposable? room) : IDisposable
{
    // Not kept beyond that: its end may be waited for for a minute.
    private Submission? _submission = submission;
    private IDisposable? _room = room;

    /// <summary>Lower-case UUID with dashes.</summary>
    public string Id { get; } = submission.Id;
    public int BodyBytes { get; } = bodyBytes;

    /// <summary>Stores and queues it, as <see cref="SubmissionQueue.AddAsync"/> says. Once. Its memory is taken until Redis has answered, whoever still waits for that.</summary>
    public async Task<SubmissionResult?> AddToAsync(SubmissionQueue queue)
    {
        using var taken = _room;
        (var submission, _submission, _room) = (_submission!, null, null);
        return await queue.AddAsync(submission);
    }

    public void Dispose() => _room?.Dispose();
}

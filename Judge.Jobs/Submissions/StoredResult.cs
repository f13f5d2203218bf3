namespace Judge.Jobs.Submissions;

/// <summary>What is stored of a submission, as a client asks for it: whole, or to be passed on in parts.</summary>
public sealed record StoredResult
{
    /// <summary>The result, where it is small; null: it is <see cref="Large"/>.</summary>
    public SubmissionResult? Whole { get; private init; }
    /// <summary>One that is larger than <see cref="LargeResult.WholeMaxBytes"/>; it has ended, for only such hold what a program wrote.</summary>
    public LargeResult? Large { get; private init; }
    public bool IsEnded => Whole?.Status.IsEnd() ?? true;

    public static StoredResult Of(SubmissionResult whole) => new() { Whole = whole };
    public static StoredResult Of(LargeResult large) => new() { Large = large };
}

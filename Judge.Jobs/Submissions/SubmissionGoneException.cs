using Hangfire.Common;
using Hangfire.States;

namespace Judge.Jobs.Submissions;

/// <summary>There is nothing left to run: the submission was deleted, or its result has expired.</summary>
public sealed class SubmissionGoneException() : Exception("The submission was deleted, or its result has expired: nothing was run.");

/// <summary>Ends a job whose submission is gone as deleted, with the reason: among the succeeded ones it would seem to have run.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class DeleteWhenSubmissionIsGoneAttribute : JobFilterAttribute, IElectStateFilter
{
    // Before AutomaticRetry, which has 20.
    public DeleteWhenSubmissionIsGoneAttribute() => Order = 10;

    public void OnStateElection(ElectStateContext context)
    {
        if (context.CandidateState is FailedState { Exception: SubmissionGoneException gone })
            context.CandidateState = new DeletedState { Reason = gone.Message };
    }
}

using Hangfire.Common;
using Hangfire.States;

namespace Judge.Jobs.Submissions;

/// <summary>The container engine does not answer, so nothing is known of the submission and nothing is wrong with it.</summary>
public sealed class EngineGoneException(string message, Exception inner) : Exception(message, inner);

/// <summary>Puts a job that found the engine gone back into its queue, as if it had never been taken: no retry is counted.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class RequeueWhenEngineIsGoneAttribute : JobFilterAttribute, IElectStateFilter
{
    // Before AutomaticRetry, which has 20.
    public RequeueWhenEngineIsGoneAttribute() => Order = 10;

    public void OnStateElection(ElectStateContext context)
    {
        if (context.CandidateState is FailedState { Exception: EngineGoneException gone })
            context.CandidateState = new EnqueuedState(context.BackgroundJob.Job.Queue) { Reason = gone.Message };
    }
}

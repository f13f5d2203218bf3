using Hangfire.Client;
using Hangfire.Common;
using Judge.Jobs.Submissions;

namespace Judge.Jobs.Cleanup;

/// <summary>Makes no job while one waits in the cleanup's queue: the minutes that no worker had for it would be made up for one after the other.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class OneWaitsAttribute : JobFilterAttribute, IClientFilter
{
    public void OnCreating(CreatingContext context) => context.Canceled = context.Storage.GetMonitoringApi().EnqueuedCount(Queues.Cleanup) > 0;

    public void OnCreated(CreatedContext context)
    {
        // Nothing is to be undone.
    }
}

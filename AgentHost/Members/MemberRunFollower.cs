using System.Runtime.CompilerServices;
using Switchyard.AgentHost.Runs;
using Switchyard.Agents.Journal;
using Switchyard.Contracts.Agents;

namespace Switchyard.AgentHost.Members;

/// <summary>Follows runs that others have called to their end, which is their only event.</summary>
internal sealed class MemberRunFollower(IRunJournal journal, RunQueries queries, IHostApplicationLifetime lifetime, TimeProvider time)
{
    private static readonly TimeSpan s_pollInterval = TimeSpan.FromMilliseconds(500);

    /// <summary>The end of a run; null when nothing happened for a while.</summary>
    public async IAsyncEnumerable<RunEvent?> FollowAsync(RunRow run, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var idleSince = time.GetTimestamp();
        while (!lifetime.ApplicationStopping.IsCancellationRequested)
        {
            // The caller first: where it is over, its calls are.
            var isLast = await queries.FindAsync(run.Caller!, user: null, cancellationToken) is null or { IsOver: true };
            if (await journal.FindAsync(RunId.ToGuid(run.Id), cancellationToken) is { } head && TypeOf(head.Status) is { } type)
            {
                // Nothing is written after the end.
                yield return new RunEvent { RunId = run.Id, Sequence = 1, Type = type, Timestamp = head.UpdatedAt };
                yield break;
            }

            if (isLast)
            {
                yield break;
            }

            if (time.GetElapsedTime(idleSince) > SseWriter.IdleInterval)
            {
                idleSince = time.GetTimestamp();
                yield return null;
            }

            await Task.Delay(s_pollInterval, time, cancellationToken);
        }
    }

    private static string? TypeOf(RunStatus status) => status switch
    {
        RunStatus.Completed => RunEventTypes.Completed,
        RunStatus.Failed => RunEventTypes.Failed,
        RunStatus.Cancelled => RunEventTypes.Cancelled,
        _ => null,
    };
}

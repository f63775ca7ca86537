using System.Runtime.CompilerServices;
using Switchyard.AgentHost.Runs;
using Switchyard.Contracts.Agents;

namespace Switchyard.AgentHost.Members;

/// <summary>Follows runs that others have called to their end, on any host: all that is known of them is in their journals, which is looked at again and again.</summary>
internal sealed class MemberRunFollower(RunAgents agents, RunQueries queries, IHostApplicationLifetime lifetime, TimeProvider time)
{
    private static readonly TimeSpan s_pollInterval = TimeSpan.FromMilliseconds(500);

    /// <summary>Opens the story of a run.</summary>
    /// <exception cref="Agents.Reasoning.InvalidAgentException">This host does not have what the agent needs.</exception>
    public async Task<MemberRunStory> OpenAsync(RunRow run, CancellationToken cancellationToken) => new(run, await agents.CreateAsync(run, cancellationToken), agents.Journal, time);

    /// <summary>What happens in a run; null when nothing happened for a while.</summary>
    /// <param name="story">The run.</param>
    /// <param name="after">The number of the last event that the reader knows; 0 for none.</param>
    /// <param name="cancellationToken">Ends the following.</param>
    public async IAsyncEnumerable<RunEvent?> FollowAsync(MemberRunStory story, long after, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var idleSince = time.GetTimestamp();
        while (!lifetime.ApplicationStopping.IsCancellationRequested)
        {
            // The caller first: where it is over, its calls are.
            var isLast = await queries.FindAsync(story.Caller, user: null, cancellationToken) is null or { IsOver: true };
            foreach (var told in (await story.ReadOnAsync(cancellationToken)).Where(told => told.Sequence > after))
            {
                idleSince = time.GetTimestamp();
                yield return told;
            }

            if (story.IsOver || isLast)
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
}

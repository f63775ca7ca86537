using System.Text.Json;
using Switchyard.Contracts.Agents;
using Switchyard.Events;

namespace Switchyard.AgentHost.Events;

/// <summary>Follows what happens to runs, on whichever host.</summary>
internal sealed class NoticeReader(EventFollower follower)
{
    /// <summary>The notices of a topic, with the ids of their events; see <see cref="EventFollower.FollowAsync{T}"/>.</summary>
    /// <param name="topic">The pattern of topics.</param>
    /// <param name="user">Whose runs; null for all.</param>
    /// <param name="after">The last event that is known.</param>
    /// <param name="cancellationToken">Ends the stream.</param>
    /// <exception cref="ArgumentException">The pattern is none.</exception>
    public IAsyncEnumerable<(Guid Id, RunNotice Notice)?> ReadAsync(string topic, string? user, Guid? after, CancellationToken cancellationToken) =>
        follower.FollowAsync(topic, after, told => Read(told) is { } notice && (user is null || notice.User == user) ? notice : null, cancellationToken);

    private static RunNotice? Read(BusEvent told)
    {
        try
        {
            return told.Data.Deserialize(AgentsJsonContext.Default.RunNotice);
        }
        catch (JsonException)
        {
            // A host of another version says it otherwise; what it recorded is where it was.
            return null;
        }
    }
}

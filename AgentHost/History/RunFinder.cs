using Switchyard.AgentHost.Members;
using Switchyard.AgentHost.Runs;

namespace Switchyard.AgentHost.History;

/// <summary>Finds runs that have a journal: those with a row of their own, and those that others have called.</summary>
internal sealed class RunFinder(RunQueries queries, MemberRunReader members)
{
    /// <summary>Finds one; null where there is none, or it is another user's.</summary>
    public async Task<RunRow?> FindAsync(string id, string? user, CancellationToken cancellationToken) =>
        await queries.FindAsync(id, user, cancellationToken) ?? await members.FindAsync(id, user, cancellationToken);
}

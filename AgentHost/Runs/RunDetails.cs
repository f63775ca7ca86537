using Switchyard.AgentHost.Artifacts;
using Switchyard.AgentHost.Members;
using Switchyard.AgentHost.People;
using Switchyard.Agents.Reasoning;
using Switchyard.Contracts.Agents;

namespace Switchyard.AgentHost.Runs;

/// <summary>Reads a run whole: its row, its events, what it waits for and its graph.</summary>
internal sealed class RunDetails(RunQueries queries, RequestStore requests, RunAgents agents, MemberRunStore members, ArtifactStore artifacts)
{
    public async Task<RunDetail> ReadAsync(RunRow run, CancellationToken cancellationToken) => new(run.ToSummary(), await queries.ReadEventsAsync(run.Id, 0, cancellationToken))
    {
        Waiting = run.IsOver ? [] : [.. (await requests.ListAsync(null, run.Id, cancellationToken)).Select(row => row.ToRequest())],
        Members = run.Members is null ? [] : await members.ListAsync(run.Id, cancellationToken),
        Artifacts = await artifacts.ListAsync(run.Id, cancellationToken),
        Graph = run.Version is null ? null : await DrawAsync(run, cancellationToken),
    };

    private async Task<string?> DrawAsync(RunRow run, CancellationToken cancellationToken)
    {
        try
        {
            return (await agents.CreateAsync(run, cancellationToken)).Graph.ToMermaid();
        }
        catch (InvalidAgentException)
        {
            // This host lacks something that the agent needs; its run can be read all the same.
            return null;
        }
    }
}

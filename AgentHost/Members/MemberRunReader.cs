using Switchyard.AgentHost.Artifacts;
using Switchyard.AgentHost.People;
using Switchyard.AgentHost.Runs;
using Switchyard.Agents.Reasoning;
using Switchyard.Contracts.Agents;

namespace Switchyard.AgentHost.Members;

/// <summary>Shows runs that others have called: all that is known of them is in their journals.</summary>
internal sealed class MemberRunReader(MemberRunStore store, RunAgents agents, RequestStore requests, ArtifactStore artifacts)
{
    /// <summary>Finds one; null where there is none, or it is another user's.</summary>
    public Task<RunRow?> FindAsync(string id, string? user, CancellationToken cancellationToken) => store.FindAsync(id, user, cancellationToken);

    /// <summary>Reads one whole.</summary>
    public async Task<RunDetail> ReadAsync(RunRow run, CancellationToken cancellationToken)
    {
        var (agent, id) = (await agents.CreateAsync(run, cancellationToken), RunId.ToGuid(run.Id));
        var head = await agents.Journal.FindAsync(id, cancellationToken);
        var summary = run.ToSummary() with { Status = MemberRunRow.StatusOf(head?.Status), Caller = run.Caller };
        return new RunDetail(head is null ? summary : Complete(summary, await agent.ReadStateAsync(id, null, cancellationToken), (await agent.ReadAsync(id, cancellationToken)).Error), [])
        {
            Waiting = [.. (await requests.ListAsync(null, run.Caller, cancellationToken)).Where(row => row.MemberRun == id).Select(row => row.ToRequest())],
            Artifacts = await artifacts.ListAsync(run.Id, cancellationToken),
            Graph = agent.Graph.ToMermaid(),
        };
    }

    private static RunSummary Complete(RunSummary summary, AgentState state, string? error) => summary with
    {
        Model = state.Definition.Model ?? string.Empty,
        Kind = state.Definition.Kind,
        Input = SafeText.Clean(state.Input),
        Output = state.Output is null ? null : SafeText.Clean(state.Output),
        Error = error is null ? null : SafeText.Clean(error),
        ToolCalls = state.Usage.ToolCalls,
        Usage = RunRecorder.ToRunUsage(state.Usage),
    };
}

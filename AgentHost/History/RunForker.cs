using Switchyard.AgentHost.Conversations;
using Switchyard.AgentHost.Runs;
using Switchyard.Agents.Graphs.Runs;
using Switchyard.Contracts.Agents;

namespace Switchyard.AgentHost.History;

/// <summary>Makes runs out of the first entries of others. The record is written first: whoever works on it makes the journal's fork, which is made once however often that is tried.</summary>
internal sealed class RunForker(RunStarter starter, RunAgents agents)
{
    /// <exception cref="RunNotFoundException">The run has no such entry.</exception>
    /// <exception cref="RunTooOldException">The run has no journal.</exception>
    public async Task<StartReceipt> ForkAsync(RunRow run, ForkRequest request, CancellationToken cancellationToken)
    {
        var id = RunId.ToGuid(run.Id);
        var version = run.Version ?? throw new RunTooOldException(run.Id);
        var head = await agents.Journal.FindAsync(id, cancellationToken) ?? throw new RunNotFoundException(id, $"The run {run.Id} has not begun.");
        if (request.At is { } at && (at < 1 || at > head.LastSequence))
        {
            throw new RunNotFoundException(id, $"The run {run.Id} has no entry {at}; its last one is {head.LastSequence}.");
        }

        // Its turn is not one more of the conversation it was in, but another way that might have gone.
        var fork = new NewRun(run.UserId, run.Agent, version, ConversationStore.New, request.Model ?? run.Model, run.Input)
        {
            Kind = run.Kind,
            Parent = run.Id,
            ForkedAt = request.At,
            Members = run.Members,
            SystemPrompt = request.SystemPrompt,
        };
        return (await starter.StartAsync(fork, cancellationToken))!.Value;
    }
}

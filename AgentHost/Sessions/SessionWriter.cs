using Switchyard.AgentHost.Definitions;
using Switchyard.Agents.Definitions;
using Switchyard.Contracts.Agents;

namespace Switchyard.AgentHost.Sessions;

/// <summary>Writes conversations so that they go on elsewhere: with the system prompt and the tools they are held with, and what is remembered of them.</summary>
internal sealed class SessionWriter(SessionStore sessions, AgentCatalog agents, AgentTools tools)
{
    /// <summary>Writes one whole.</summary>
    /// <param name="row">The conversation.</param>
    /// <param name="withTraces">Whether what happened in its runs is wanted as well, which may be long.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task<SessionDocument> WriteAsync(SessionRow row, bool withTraces, CancellationToken cancellationToken)
    {
        var agent = await agents.FindAsync(row.Agent, null, cancellationToken);
        return new SessionDocument(row.ToInfo(), await sessions.ReadTurnsAsync(row.Key, after: null, cancellationToken))
        {
            Summary = row.Summary,
            CompactedThrough = row.CompactedThrough,
            SystemPrompt = row.SystemPrompt ?? agent?.SystemPrompt,
            Tools = TextList.Read(row.Tools) ?? (agent is null ? null : NamesOf(agent, tools)),
            Facts = TextList.Read(row.Facts),
            FactsThrough = row.FactsThrough,
            Traces = withTraces ? await sessions.ReadTracesAsync(row.Key, cancellationToken) : null,
        };
    }

    /// <summary>A conversation that is held as the agent is goes on as the agent will be; what is otherwise is kept with it.</summary>
    public static SessionDocument WithoutWhatIsTheAgents(SessionDocument session, AgentDefinition agent, AgentTools tools) => session with
    {
        SystemPrompt = session.SystemPrompt == agent.SystemPrompt ? null : session.SystemPrompt,
        Tools = session.Tools is { } held && held.SequenceEqual(NamesOf(agent, tools)) ? null : session.Tools,
    };

    private static IReadOnlyList<string> NamesOf(AgentDefinition agent, AgentTools tools) => [.. tools.Of(agent.Tools).Select(tool => tool.Definition.Name)];
}

using Microsoft.Extensions.Options;
using Switchyard.AgentHost.Configuration;
using Switchyard.AgentHost.Definitions;
using Switchyard.Agents.Definitions;
using Switchyard.Agents.Journal;
using Switchyard.Agents.Reasoning;

namespace Switchyard.AgentHost.Runs;

/// <summary>Makes the agents that runs are of.</summary>
internal sealed class RunAgents(DefinitionStore definitions, AgentServices services, AgentGraphs graphs, IRunJournal journal, IOptions<AgentHostOptions> options)
{
    public IRunJournal Journal => journal;

    /// <summary>The agent of a run that is only read, answered, forked or ended.</summary>
    /// <exception cref="InvalidAgentException">This host does not have what the agent needs.</exception>
    public async Task<GraphAgent> CreateAsync(RunRow run, CancellationToken cancellationToken) =>
        Create(await FindAsync(run.Agent, run.Version ?? throw new RunTooOldException(run.Id), cancellationToken), services);

    /// <summary>The agent of a run that is worked on.</summary>
    /// <exception cref="InvalidAgentException">This host does not have what the agent needs.</exception>
    public async Task<GraphAgent> CreateAsync(RunClaim run, Func<AgentServices, AgentServices> adapt, CancellationToken cancellationToken)
    {
        var definition = await FindAsync(run.Agent, run.Version!.Value, cancellationToken);
        return Create(definition with { Model = run.Model, SystemPrompt = run.SystemPrompt ?? definition.SystemPrompt }, adapt(services));
    }

    /// <summary>What is wrong with a definition on this host; nothing where runs can be started.</summary>
    public IReadOnlyList<string> Check(AgentDefinition definition) => graphs.Check(definition, services);

    public GraphAgent Create(AgentDefinition definition) => Create(definition, services);

    private GraphAgent Create(AgentDefinition definition, AgentServices with) => new(definition, with, journal, graphs);

    private async Task<AgentDefinition> FindAsync(string agent, int version, CancellationToken cancellationToken) =>
        await definitions.FindAsync(agent, version, cancellationToken) is { } entry
            ? AgentDefinitions.Of(entry.Document, entry.Version, options.Value)
            : throw new InvalidAgentException(agent, [$"Version {version} is not in agents.definitions, though a run has it."]);
}

using Switchyard.AgentHost.Members;
using Switchyard.AgentHost.Models;
using Switchyard.Agents.Composition;
using Switchyard.Agents.Definitions;
using Switchyard.Agents.Graphs.Runs;
using Switchyard.Agents.Journal;
using Switchyard.Agents.Reasoning;

namespace Switchyard.AgentHost.Runs;

/// <summary>Makes the agents that runs are of, with those that they may call.</summary>
internal sealed class RunAgents(MemberDefinitions definitions, MemberRunStore memberRuns, ModelBudgets budgets, AgentServices services, AgentGraphs graphs, IRunJournal journal)
{
    public IRunJournal Journal => journal;

    /// <summary>The agent of a run that is only read, answered, forked or ended.</summary>
    /// <exception cref="InvalidAgentException">This host does not have what the agent needs.</exception>
    public async Task<GraphAgent> CreateAsync(RunRow run, CancellationToken cancellationToken)
    {
        var found = await definitions.FindAsync(run.Agent, run.Version ?? throw new RunTooOldException(run.Id), cancellationToken);
        var definition = found with { Kind = run.Kind ?? found.Kind };
        var members = Checked(definition, await definitions.ReadAsync(run.Members, cancellationToken));
        return new AgentTeam(members, CallsOf(run.Id, static _ => { }), new AgentMaker(graphs, journal, _ => services)).Create(definition);
    }

    /// <summary>The agent of a run that is worked on.</summary>
    /// <param name="run">The run.</param>
    /// <param name="onEvent">Who is told of the run's steps.</param>
    /// <param name="onBroken">Who is told that this host cannot go on with the run of an agent it has called.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="InvalidAgentException">This host does not have what the agent needs.</exception>
    public async Task<GraphAgent> CreateAsync(RunClaim run, Action<RunEvent> onEvent, Action<Exception> onBroken, CancellationToken cancellationToken)
    {
        var found = await definitions.FindAsync(run.Agent, run.Version!.Value, cancellationToken);
        var definition = found with { Kind = run.Kind ?? found.Kind, Model = run.Model, SystemPrompt = run.SystemPrompt ?? found.SystemPrompt };
        var members = Checked(definition, await definitions.ReadAsync(run.Members, cancellationToken));
        var lengths = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var model in members.ByName.Values.Append(definition).Select(agent => agent.Model!).Distinct())
        {
            lengths.Add(model, (await budgets.GetAsync(model, cancellationToken)).MaxToolOutputLength);
        }

        // The steps of called runs are not the run's own.
        AgentServices ServicesOf(AgentDefinition agent) => services with { OnRunEvent = ReferenceEquals(agent, definition) ? onEvent : null, MaxToolOutputLength = lengths[agent.Model!] };
        return new AgentTeam(members, CallsOf(run.Id, onBroken), new AgentMaker(graphs, journal, ServicesOf)).Create(definition);
    }

    /// <summary>The agents that a run may call that is started now.</summary>
    /// <exception cref="InvalidAgentException">One of them does not exist, or this host does not have what one of them needs.</exception>
    public async Task<RunMembers> FindMembersAsync(AgentDefinition definition, CancellationToken cancellationToken) =>
        Checked(definition, await definitions.ReadNewestAsync(definition, cancellationToken));

    /// <summary>What is wrong with a definition on this host; nothing where runs can be started.</summary>
    public IReadOnlyList<string> Check(AgentDefinition definition) => graphs.Check(definition, services);

    public GraphAgent Create(AgentDefinition definition) => new(definition, services, journal, graphs);

    private MemberCalls CallsOf(string runId, Action<Exception> onBroken) => new(runId, memberRuns, services.Time, onBroken);

    /// <summary>Makes sure that all agents can be made, before the run is begun and not when one of them is called.</summary>
    private RunMembers Checked(AgentDefinition definition, RunMembers members)
    {
        foreach (var agent in members.ByName.Values)
        {
            if (Check(agent) is { Count: > 0 } problems)
            {
                throw new InvalidAgentException(agent.Id, problems);
            }
        }

        foreach (var caller in members.ByName.Values.Append(definition))
        {
            List<string> called = [.. caller.Agents.Where(members.ByName.ContainsKey).Distinct()];
            if (called.Find(agent => services.Tools.TryGet(AgentTool.NameOf(agent), out _)) is { } taken)
            {
                throw new InvalidAgentException(caller.Id, [$"It may call '{taken}', whose name is that of a tool of this host."]);
            }
        }

        return members;
    }
}

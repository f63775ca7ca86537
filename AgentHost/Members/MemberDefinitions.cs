using System.Text.Json;
using Microsoft.Extensions.Options;
using Switchyard.AgentHost.Configuration;
using Switchyard.AgentHost.Definitions;
using Switchyard.Agents.Definitions;
using Switchyard.Agents.Reasoning;

namespace Switchyard.AgentHost.Members;

/// <summary>Finds the definitions of a run's agents.</summary>
internal sealed class MemberDefinitions(DefinitionStore store, IOptions<AgentHostOptions> options)
{
    /// <summary>The agents that a run of an agent may call, as they are now; those that these may call are among them.</summary>
    /// <exception cref="InvalidAgentException">One of them does not exist.</exception>
    public async Task<RunMembers> ReadNewestAsync(AgentDefinition agent, CancellationToken cancellationToken)
    {
        var known = new Dictionary<string, AgentDefinition>(StringComparer.Ordinal);
        var open = new Queue<AgentDefinition>([agent]);
        while (open.TryDequeue(out var caller))
        {
            foreach (var name in caller.Agents.Where(name => !known.ContainsKey(name)))
            {
                // The agent itself may be called by way of others, in name: the guard against circles says so to whoever tries.
                var member = name == agent.Id ? agent : await FindNewestAsync(name, caller.Id, cancellationToken);
                known.Add(name, member);
                open.Enqueue(member);
            }
        }

        return known.Count == 0 ? RunMembers.None : new RunMembers(known);
    }

    /// <summary>The agents that a run may call, in the versions that its row names.</summary>
    /// <exception cref="InvalidAgentException">A version is not in the store.</exception>
    public async Task<RunMembers> ReadAsync(string? versions, CancellationToken cancellationToken)
    {
        if (versions is null)
        {
            return RunMembers.None;
        }

        var members = new Dictionary<string, AgentDefinition>(StringComparer.Ordinal);
        foreach (var (agent, version) in JsonSerializer.Deserialize(versions, MembersJsonContext.Default.DictionaryStringInt32)!)
        {
            members.Add(agent, await FindAsync(agent, version, cancellationToken));
        }

        return new RunMembers(members);
    }

    /// <summary>One version of an agent.</summary>
    /// <exception cref="InvalidAgentException">It is not in the store.</exception>
    public async Task<AgentDefinition> FindAsync(string agent, int version, CancellationToken cancellationToken) =>
        await store.FindAsync(agent, version, cancellationToken) is { } entry
            ? Define(entry)
            : throw new InvalidAgentException(agent, [$"Version {version} is not in agents.definitions, though a run has it."]);

    private async Task<AgentDefinition> FindNewestAsync(string agent, string caller, CancellationToken cancellationToken) =>
        await store.FindAsync(agent, null, cancellationToken) is { } entry
            ? Define(entry)
            : throw new InvalidAgentException(caller, [$"There is no agent '{agent}', which it may call; define it first."]);

    private AgentDefinition Define(AgentEntry entry) => AgentDefinitions.Of(entry.Document, entry.Version, options.Value);
}

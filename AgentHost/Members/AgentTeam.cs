using Switchyard.Agents.Composition;
using Switchyard.Agents.Definitions;
using Switchyard.Agents.Reasoning;
using Switchyard.Agents.Tools;

namespace Switchyard.AgentHost.Members;

/// <summary>The agents of one run: the one it is of, and those that it may call, each a tool of whoever names it.</summary>
internal sealed class AgentTeam
{
    private static readonly TimeSpan s_grace = TimeSpan.FromMinutes(1);

    private readonly Dictionary<string, MemberAgent> _members;
    private readonly Func<AgentDefinition, AgentServices> _servicesOf;
    private readonly Func<AgentDefinition, AgentServices, GraphAgent> _create;

    /// <param name="members">The agents that may be called.</param>
    /// <param name="calls">How they are called.</param>
    /// <param name="servicesOf">What an agent works with, the agents it may call not counted.</param>
    /// <param name="create">Makes an agent.</param>
    public AgentTeam(RunMembers members, MemberCalls calls, Func<AgentDefinition, AgentServices> servicesOf, Func<AgentDefinition, AgentServices, GraphAgent> create)
    {
        (_servicesOf, _create) = (servicesOf, create);
        _members = members.ByName.ToDictionary(member => member.Key, member => new MemberAgent(member.Value, () => Create(member.Value), calls));
    }

    /// <summary>Makes one of the agents.</summary>
    public GraphAgent Create(AgentDefinition definition)
    {
        var services = _servicesOf(definition);
        ITool[] agents = [.. definition.Agents.Distinct().Select(_members.GetValueOrDefault).OfType<MemberAgent>().Select(agent => new AgentTool(agent, agent.TimeLimit + s_grace, services.Hooks))];
        return _create(definition, agents.Length == 0 ? services : services with { Tools = new ToolBox([.. services.Tools.All, .. agents]) });
    }
}

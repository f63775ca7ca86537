using Switchyard.Agents.Composition;
using Switchyard.Agents.Composition.Handoffs;
using Switchyard.Agents.Definitions;
using Switchyard.Agents.Reasoning;
using Switchyard.Agents.Tools;

namespace Switchyard.AgentHost.Members;

/// <summary>The agents of one run: the one it is of, and those that it may call, each a tool of whoever names it. Those of a team that hands over get the tools for that, and only there.</summary>
internal sealed class AgentTeam
{
    private static readonly TimeSpan s_grace = TimeSpan.FromMinutes(1);

    private readonly RunMembers _members;
    private readonly MemberCalls _calls;
    private readonly AgentMaker _maker;
    private readonly Dictionary<string, MemberAgent> _called;

    /// <param name="members">The agents that may be called.</param>
    /// <param name="calls">How they are called.</param>
    /// <param name="maker">Makes agents.</param>
    public AgentTeam(RunMembers members, MemberCalls calls, AgentMaker maker)
    {
        (_members, _calls, _maker) = (members, calls, maker);
        _called = members.ByName.ToDictionary(member => member.Key, member => new MemberAgent(member.Value, () => Create(member.Value), calls));
    }

    /// <summary>Makes one of the agents.</summary>
    public GraphAgent Create(AgentDefinition definition) => Create(definition, definition.Agents, []);

    private GraphAgent Create(AgentDefinition definition, IReadOnlyList<string> called, IReadOnlyList<ITool> handoffs)
    {
        var services = _maker.ServicesOf(definition);
        var routes = HandoffRoutes.Of(definition);
        ITool[] agents = [.. called.Distinct().Select(agent => Find(agent, routes)).OfType<MemberAgent>().Select(agent => new AgentTool(agent, agent.TimeLimit + s_grace, services.Hooks)), .. handoffs];
        return _maker.Create(definition, agents.Length == 0 ? services : services with { Tools = new ToolBox([.. services.Tools.All, .. agents]) });
    }

    /// <summary>Finds an agent as another one calls it; null where the run has none of this name.</summary>
    private MemberAgent? Find(string agent, IReadOnlyDictionary<string, IReadOnlyList<string>> routes)
    {
        if (!_members.ByName.TryGetValue(agent, out var definition) || routes.GetValueOrDefault(agent) is not { Count: > 0 } to || !_maker.ShowsTools(definition))
        {
            return _called.GetValueOrDefault(agent);
        }

        // Those it may hand over to are agents of it as long as it is in the team, so that their tools are always shown.
        var member = definition with { Agents = [.. definition.Agents, .. to] };
        HandoffTool[] handoffs = [.. to.Where(_members.ByName.ContainsKey).Select(next => new HandoffTool(next, _members.ByName[next].Description))];
        return new MemberAgent(member, () => Create(member, definition.Agents, handoffs), _calls);
    }
}

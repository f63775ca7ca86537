using Switchyard.Agents.Composition.Handoffs;
using Switchyard.Agents.Definitions;
using Switchyard.Agents.Reasoning.Settings;

namespace Switchyard.Agents.Reasoning.Kinds;

/// <summary>Agents as equals: the first begins, and each may hand over to every other, until one answers.</summary>
/// <param name="services">What agents work with.</param>
public class SwarmGraph(AgentServices services) : HandoffTeamGraph(services)
{
    /// <inheritdoc/>
    public override string Kind => AgentKinds.Swarm;

    /// <inheritdoc/>
    public override IReadOnlyList<AgentSetting> Settings => [.. base.Settings.Where(static setting => setting != HandoffRoutes.Setting)];
}

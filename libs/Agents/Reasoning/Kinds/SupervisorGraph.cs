using System.Text;
using Switchyard.Agents.Composition;
using Switchyard.Agents.Definitions;
using Switchyard.Agents.Graphs;
using Switchyard.Agents.Reasoning.Models;
using Switchyard.Agents.Reasoning.Settings;

namespace Switchyard.Agents.Reasoning.Kinds;

/// <summary>Leads the agents of <see cref="AgentDefinition.Agents"/>, each a tool of it: thinks and acts as <see cref="ReActGraph"/>, is told whom it leads, and may have them work so many times.</summary>
/// <param name="services">What agents work with.</param>
public class SupervisorGraph(AgentServices services) : ReActGraph(services)
{
    private static readonly AgentSetting s_maxRounds = AgentSetting.Number("maxRounds", 10, 1, 100, "How many times it may have others work; what it asks for at once is one time.");

    /// <inheritdoc/>
    public override string Kind => AgentKinds.Supervisor;

    /// <inheritdoc/>
    public override IReadOnlyList<AgentSetting> Settings => [.. base.Settings, s_maxRounds];

    /// <inheritdoc/>
    public override IEnumerable<string> Check(AgentDefinition definition)
    {
        ArgumentNullException.ThrowIfNull(definition);
        return definition.Agents.Count == 0 ? [.. base.Check(definition), $"Agents is empty: kind '{Kind}' needs at least one to lead."] : base.Check(definition);
    }

    /// <inheritdoc/>
    protected override ModelPrompt PromptOf(AgentState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        var text = new StringBuilder(state.Definition.SystemPrompt).Append("\n\nYou lead these specialists, each a tool of yours:\n");
        foreach (var agent in state.Definition.Agents.Distinct(StringComparer.Ordinal))
        {
            var name = AgentTool.NameOf(agent);
            var description = Services.Tools.TryGet(name, out var tool) && tool is AgentTool { Agent.Description: { } known } ? known : "";
            text.Append("- ").Append(name).Append(": ").Append(description).Append('\n');
        }

        text.Append("Give each part of the work to the specialist it fits, several at once where they do not need one another, with all they need to know. Check what comes back, and answer when all is known.");
        return base.PromptOf(state) with { System = text.ToString().TrimStart() };
    }

    /// <inheritdoc/>
    protected override async ValueTask<AgentState> ActAsync(NodeContext context, AgentState state, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(state);
        var specialists = state.Definition.Agents.Select(AgentTool.NameOf).ToHashSet(StringComparer.Ordinal);
        if (!(state.Messages[^1].ToolCalls ?? []).Any(call => specialists.Contains(call.Function?.Name ?? "")))
        {
            return await base.ActAsync(context, state, cancellationToken).ConfigureAwait(false);
        }

        var rounds = s_maxRounds.NumberOf(state.Definition);
        return state.Round >= rounds
            ? state.Fail($"The supervisor did not come to an answer within {rounds} rounds.")
            : await base.ActAsync(context, state with { Round = state.Round + 1 }, cancellationToken).ConfigureAwait(false);
    }
}

using Switchyard.Agents.Composition.Handoffs;
using Switchyard.Agents.Definitions;
using Switchyard.Agents.Graphs;
using Switchyard.Agents.Hooks;
using Switchyard.Agents.Hooks.Contexts;
using Switchyard.Agents.Reasoning.Settings;
using Switchyard.Contracts.OpenAI;

namespace Switchyard.Agents.Reasoning.Kinds;

/// <summary>
/// Has one of the agents of <see cref="AgentDefinition.Agents"/> work after the other, until one answers: the first begins, and where one hands over, by its <see cref="HandoffTool"/>, the next
/// gets the whole conversation and the notes. Whoever makes the agents gives each the tools for those that <see cref="HandoffRoutes"/> names.
/// </summary>
/// <param name="services">What agents work with.</param>
public class HandoffTeamGraph(AgentServices services) : TeamGraph(services)
{
    private const string Work = "work";

    private static readonly AgentSetting s_maxHandoffs = AgentSetting.Number("maxHandoffs", 5, 1, 50, "How often one may hand over in a run.");

    /// <inheritdoc/>
    public override string Kind => AgentKinds.Handoff;

    /// <inheritdoc/>
    public override IReadOnlyList<AgentSetting> Settings => [s_maxHandoffs, HandoffRoutes.Setting];

    /// <inheritdoc/>
    protected override int FewestAgents => 2;

    /// <inheritdoc/>
    public override IEnumerable<string> Check(AgentDefinition definition) => [.. base.Check(definition), .. HandoffRoutes.Check(definition)];

    /// <inheritdoc/>
    protected override void AddNodes(StateGraph<AgentState> graph)
    {
        ArgumentNullException.ThrowIfNull(graph);
        AddNode(graph, Work, WorkAsync);
        graph.SetEntry(Work);
        AddEdge(graph, Work, Work);
    }

    /// <summary>Has one agent work: it answers, or hands over.</summary>
    protected virtual async ValueTask<AgentState> WorkAsync(NodeContext context, AgentState state, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(state);
        var member = state.Passed?.Agent ?? state.Definition.Agents[0];
        var task = TaskOf(state);
        var (worked, outcomes) = await CallAgentsAsync(context, state, [member], task, takesHandoffs: true, cancellationToken).ConfigureAwait(false);
        return worked.Error is not null ? worked
            : outcomes[0].Handoff is { } handoff ? await HandOverAsync(context, worked, member, Complete(handoff, task), cancellationToken).ConfigureAwait(false)
            : outcomes[0].Error is { } error ? worked.Fail(error)
            : worked.With(new ChatMessage { Role = "assistant", Content = outcomes[0].Output }) with { Output = outcomes[0].Output };
    }

    private static AgentTask TaskOf(AgentState state) => state.Passed is { } passed
        ? new AgentTask(passed.Reason) { History = passed.History, Scratchpad = passed.Scratchpad }
        : new AgentTask(state.Input) { History = HistoryOf(state), Scratchpad = string.Join('\n', state.Scratchpad) };

    // One that passes nothing on leaves what it was given.
    private static AgentHandoff Complete(AgentHandoff handoff, AgentTask task) => handoff with
    {
        Reason = handoff.Reason.Length > 0 ? handoff.Reason : task.Input,
        History = handoff.History.Count > 0 ? handoff.History : [.. task.History, new ChatMessage { Role = "user", Content = task.Input }],
        Scratchpad = handoff.Scratchpad.Length > 0 ? handoff.Scratchpad : task.Scratchpad,
    };

    private async ValueTask<AgentState> HandOverAsync(NodeContext context, AgentState state, string member, AgentHandoff handoff, CancellationToken cancellationToken)
    {
        var (allowed, most) = (HandoffRoutes.Of(state.Definition)[member], s_maxHandoffs.NumberOf(state.Definition));
        if (!allowed.Contains(handoff.Agent))
        {
            return state.Fail($"'{member}' wanted to hand over to '{handoff.Agent}', which it may not; it may to: {string.Join(", ", allowed)}.");
        }

        if (state.Round >= most)
        {
            return state.Fail($"The agents handed over {most} times without an answer.");
        }

        var call = new AgentCallHookContext(HookPoint.HandoffStarting)
        {
            RunId = context.RunId,
            Agent = member,
            User = state.User,
            Step = context.Step,
            Node = context.Node,
            Target = handoff.Agent,
            Input = handoff.Reason,
        };
        var verdict = await Services.Hooks.RunAsync(call, cancellationToken).ConfigureAwait(false);
        return verdict.IsVetoed
            ? state.Fail($"The handoff from '{member}' to '{handoff.Agent}' was refused: {verdict.Reason} ({verdict.Hook})")
            : state with { Round = state.Round + 1, Passed = handoff with { Reason = call.Input } };
    }
}

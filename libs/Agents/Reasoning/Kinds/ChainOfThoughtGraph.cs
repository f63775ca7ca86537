using Switchyard.Agents.Definitions;
using Switchyard.Agents.Graphs;
using Switchyard.Agents.Reasoning.Settings;
using Switchyard.Contracts.OpenAI;

namespace Switchyard.Agents.Reasoning.Kinds;

/// <summary>Reasons step by step without tools, then answers with what it thought, and with tools where it has some (Wei et al., 2022, arXiv:2201.11903).</summary>
/// <param name="services">What agents work with.</param>
public class ChainOfThoughtGraph(AgentServices services) : ReActGraph(services)
{
    private const string Reason = "reason";

    private static readonly AgentSetting s_reasonPrompt = new("reasonPrompt", "Think step by step.", "What is added to the system prompt while the model reasons.");
    private static readonly AgentSetting s_answerPrompt = new("answerPrompt", "Now give the answer.", "What the model is told when it has reasoned.");

    /// <inheritdoc/>
    public override string Kind => AgentKinds.ChainOfThought;

    /// <inheritdoc/>
    public override IReadOnlyList<AgentSetting> Settings => [.. base.Settings, s_reasonPrompt, s_answerPrompt];

    /// <inheritdoc/>
    protected override void AddNodes(StateGraph<AgentState> graph)
    {
        base.AddNodes(graph);
        AddNode(graph, Reason, ReasonAsync);
        graph.SetEntry(Reason);
        AddEdge(graph, Reason, Think);
    }

    /// <summary>Has the model reason; what it says is part of the conversation it then answers.</summary>
    protected virtual async ValueTask<AgentState> ReasonAsync(NodeContext context, AgentState state, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(state);
        var prompt = Prompt(state) with { System = $"{state.Definition.SystemPrompt}\n{s_reasonPrompt.TextOf(state.Definition)}".TrimStart(), Tools = [] };
        var (asked, answer) = await AskModelAsync(context, state, prompt, isThought: true, cancellationToken).ConfigureAwait(false);
        return asked.Error is not null ? asked
            : answer.Text.Length == 0 ? asked.Fail("The model gave an empty answer.")
            : asked.WithNote(answer.Text).With(answer.ToMessage() with { ToolCalls = null }, new ChatMessage { Role = "user", Content = s_answerPrompt.TextOf(state.Definition) });
    }
}

using Switchyard.Agents.Definitions;
using Switchyard.Agents.Graphs;
using Switchyard.Agents.Reasoning.Models;

namespace Switchyard.Agents.Reasoning.Kinds;

/// <summary>Thinks, acts and observes: the model is asked, the tools it calls are called, their results go back, until it answers without a call (Yao et al., 2022, arXiv:2210.03629).</summary>
/// <param name="services">What agents work with.</param>
public class ReActGraph(AgentServices services) : AgentGraphBuilder(services)
{
    /// <summary>The name of the node that asks the model.</summary>
    protected const string Think = "think";

    private const string Act = "act";

    /// <inheritdoc/>
    public override string Kind => AgentKinds.ReAct;

    /// <inheritdoc/>
    protected override void AddNodes(StateGraph<AgentState> graph)
    {
        ArgumentNullException.ThrowIfNull(graph);
        AddNode(graph, Think, ThinkAsync);
        AddNode(graph, Act, ActAsync);
        graph.SetEntry(Think);
        AddEdge(graph, Think, Act);
        AddEdge(graph, Act, Think);
    }

    /// <summary>Asks the model; an answer without a call is the end.</summary>
    protected virtual async ValueTask<AgentState> ThinkAsync(NodeContext context, AgentState state, CancellationToken cancellationToken)
    {
        var (asked, answer) = await AskModelAsync(context, state, PromptOf(state), isThought: false, cancellationToken).ConfigureAwait(false);
        if (asked.Error is not null)
        {
            return asked;
        }

        var next = asked.With(answer.ToMessage());
        return answer switch
        {
            { Calls.Count: > 0 } => next,
            { Text.Length: > 0 } => next with { Output = answer.Text },
            _ => next.Fail("The model gave an empty answer."),
        };
    }

    /// <summary>What the model is asked. Default: the usual prompt.</summary>
    protected virtual ModelPrompt PromptOf(AgentState state) => Prompt(state);

    /// <summary>Calls the tools that the model asked for.</summary>
    protected virtual ValueTask<AgentState> ActAsync(NodeContext context, AgentState state, CancellationToken cancellationToken) => CallToolsAsync(context, state, cancellationToken);
}

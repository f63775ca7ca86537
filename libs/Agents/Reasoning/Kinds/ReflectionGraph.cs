using Switchyard.Agents.Definitions;
using Switchyard.Agents.Graphs;
using Switchyard.Agents.Reasoning.Settings;
using Switchyard.Contracts.OpenAI;

namespace Switchyard.Agents.Reasoning.Kinds;

/// <summary>Answers by thinking and acting, has the answer reviewed, and answers better until the reviewer approves or has been asked often enough (Shinn et al., 2023, arXiv:2303.11366).</summary>
/// <param name="services">What agents work with.</param>
public class ReflectionGraph(AgentServices services) : AgentGraphBuilder(services)
{
    private const string Propose = "propose";
    private const string Review = "review";
    private const string Revise = "revise";

    private static readonly AgentSetting s_maxRounds = AgentSetting.Number("maxRounds", 2, 1, 20, "How many times an answer is reviewed at most; the last one is then given as it is.");
    private static readonly AgentSetting s_reviewer = new("reviewer", "", "The reviewer's model string; the agent's own where it is absent.");
    private static readonly AgentSetting s_reviewPrompt = new("reviewPrompt", "You are a reviewer. Reply APPROVE or REVISE with a reason.", "The reviewer's system prompt.");
    private static readonly AgentSetting s_revisePrompt = new("revisePrompt", "You are a helpful assistant. Write the final answer.", "The system prompt under which an answer is written anew.");

    /// <inheritdoc/>
    public override string Kind => AgentKinds.Reflection;

    /// <inheritdoc/>
    public override IReadOnlyList<AgentSetting> Settings => [.. base.Settings, s_maxRounds, s_reviewer, s_reviewPrompt, s_revisePrompt];

    /// <inheritdoc/>
    protected override void AddNodes(StateGraph<AgentState> graph)
    {
        ArgumentNullException.ThrowIfNull(graph);
        graph.AddSubgraph(Propose, BuildProposal(), static state => state, LeaveProposal);
        AddNode(graph, Review, ReviewAsync);
        AddNode(graph, Revise, ReviseAsync);
        graph.SetEntry(Propose);
        AddEdge(graph, Propose, Review);
        AddEdge(graph, Review, Revise);
        AddEdge(graph, Revise, Review);
    }

    /// <summary>The graph that gives the first answer.</summary>
    protected virtual CompiledGraph<AgentState> BuildProposal() => new ReActGraph(Services).Build(Propose);

    /// <summary>Has the answer reviewed; an approved one is the end.</summary>
    protected virtual async ValueTask<AgentState> ReviewAsync(NodeContext context, AgentState state, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(state);
        var reviewer = s_reviewer.TextOf(state.Definition);
        var prompt = Prompt(state) with
        {
            System = s_reviewPrompt.TextOf(state.Definition),
            Messages = [new ChatMessage { Role = "user", Content = $"Question: {state.Input}\nAnswer: {state.Draft}" }],
            Tools = [],
            Model = reviewer.Length > 0 ? reviewer : state.Definition.Model,
        };
        var (asked, answer) = await AskModelAsync(context, state, prompt, isThought: true, cancellationToken).ConfigureAwait(false);
        if (asked.Error is not null)
        {
            return asked;
        }

        var reviewed = asked.WithNote(answer.Text) with { Round = state.Round + 1 };
        return IsObjection(answer.Text) && reviewed.Round < s_maxRounds.NumberOf(state.Definition) ? reviewed : reviewed with { Output = state.Draft };
    }

    /// <summary>Writes the answer anew, with what the reviewer said.</summary>
    protected virtual async ValueTask<AgentState> ReviseAsync(NodeContext context, AgentState state, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(state);
        var prompt = Prompt(state) with
        {
            System = s_revisePrompt.TextOf(state.Definition),
            Messages = [new ChatMessage { Role = "user", Content = $"Question: {state.Input}\nProposal: {state.Draft}\nReview: {state.Scratchpad[^1]}" }],
            Tools = [],
        };
        var (asked, answer) = await AskModelAsync(context, state, prompt, isThought: true, cancellationToken).ConfigureAwait(false);
        return asked.Error is not null ? asked
            : answer.Text.Length == 0 ? asked.Fail("The model gave an empty answer.")
            : asked.With(answer.ToMessage()) with { Draft = answer.Text };
    }

    private static AgentState LeaveProposal(AgentState state, AgentState proposed) => state.IsDone ? state : proposed with { Output = proposed.Error is null ? null : proposed.Output, Draft = proposed.Output, Scratchpad = state.Scratchpad };

    /// <summary>Whether the reviewer's word is to revise: the first of the two it says. One that says neither has no objection.</summary>
    private static bool IsObjection(string review)
    {
        var (approve, revise) = (review.IndexOf("APPROVE", StringComparison.OrdinalIgnoreCase), review.IndexOf("REVISE", StringComparison.OrdinalIgnoreCase));
        return revise >= 0 && (approve < 0 || revise < approve);
    }
}

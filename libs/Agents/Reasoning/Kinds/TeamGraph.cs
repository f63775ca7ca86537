using System.Text.Json.Nodes;
using Switchyard.Agents.Composition;
using Switchyard.Agents.Definitions;
using Switchyard.Agents.Graphs;
using Switchyard.Agents.Reasoning.Acting;
using Switchyard.Agents.Reasoning.Settings;
using Switchyard.Contracts.OpenAI;

namespace Switchyard.Agents.Reasoning.Kinds;

/// <summary>
/// A kind whose agents have others do all of the work, those of <see cref="AgentDefinition.Agents"/>, by a rule and without a model of their own. Whoever makes such an agent gives it an
/// <see cref="AgentTool"/> for each. A call is as one that a model makes: journalled, seen by hooks, put to a person where a rule wants that, and a run of its own.
/// </summary>
/// <param name="services">What agents work with.</param>
public abstract class TeamGraph(AgentServices services) : AgentGraphBuilder(services with { MaxToolOutputLength = LongestAnswer })
{
    // No model reads what members say: it is the answer, or a vote, whole.
    private const int LongestAnswer = 10_000_000;

    /// <inheritdoc/>
    public override bool ShowsTools => false;

    /// <inheritdoc/>
    public override IReadOnlyList<AgentSetting> Settings => [];

    /// <summary>Gets how many agents a team has at least.</summary>
    protected abstract int FewestAgents { get; }

    /// <inheritdoc/>
    public override IEnumerable<string> Check(AgentDefinition definition)
    {
        ArgumentNullException.ThrowIfNull(definition);
        IEnumerable<string> ofAgents = definition.Agents.Count < FewestAgents
            ? [$"Agents has {definition.Agents.Count}: kind '{Kind}' needs at least {FewestAgents}."]
            : definition.Agents.Distinct(StringComparer.Ordinal).Count() < definition.Agents.Count ? ["Agents names one twice: each works once."] : [];
        return [.. base.Check(definition), .. ofAgents];
    }

    /// <summary>Calls agents of the team, side by side.</summary>
    /// <returns>The state with what they used and said, and what came of each call; no outcomes where the state has an error.</returns>
    private protected async ValueTask<(AgentState State, IReadOnlyList<ToolCallOutcome> Outcomes)> CallAgentsAsync(
        NodeContext context, AgentState state, IReadOnlyList<string> agents, AgentTask task, bool takesHandoffs, CancellationToken cancellationToken)
    {
        List<PreparedCall> calls = [];
        foreach (var agent in agents)
        {
            if (!Services.Tools.TryGet(AgentTool.NameOf(agent), out var tool) || tool is not AgentTool member)
            {
                return (state.Fail($"There is no agent '{agent}' here: whoever makes '{state.Definition.Id}' has to give it an AgentTool for each of its agents."), []);
            }

            var call = PreparedCall.Of(ToCall(context, member, task.Input), [member.Definition.Name], Services.Tools);
            calls.Add(call.CanBeMade ? call with { Tool = member.With(task.History, task.Scratchpad, takesHandoffs) } : call);
        }

        var asked = state.With(new ChatMessage { Role = "assistant", ToolCalls = [.. calls.Select(ToMessage)] });
        var (called, outcomes) = await CallAsync(context, asked, calls, cancellationToken).ConfigureAwait(false);
        return (called.With([.. calls.Zip(outcomes, static (call, outcome) => new ChatMessage { Role = "tool", ToolCallId = call.Id, Name = call.Name, Content = outcome.Output })]), outcomes);
    }

    /// <summary>The conversation before what is asked now.</summary>
    protected static IReadOnlyList<ChatMessage> HistoryOf(AgentState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        return [.. state.Messages.Take(state.Given - 1)];
    }

    private static ToolCall ToCall(NodeContext context, AgentTool member, string input) => new()
    {
        Id = $"call_{context.Step}_{member.Definition.Name}",
        Type = "function",
        Function = new FunctionCall { Name = member.Definition.Name, Arguments = new JsonObject { ["task"] = input }.ToJsonString() },
    };

    private static ToolCall ToMessage(PreparedCall call) => new()
    {
        Id = call.Id,
        Type = "function",
        Function = new FunctionCall { Name = call.Name, Arguments = call.Arguments?.GetRawText() },
    };
}

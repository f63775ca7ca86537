using Switchyard.Agents.Composition.Handoffs;
using Switchyard.Agents.Definitions;
using Switchyard.Agents.Graphs;
using Switchyard.Agents.Hooks;
using Switchyard.Agents.Hooks.Contexts;
using Switchyard.Agents.Reasoning.Acting;
using Switchyard.Agents.Reasoning.Models;
using Switchyard.Agents.Reasoning.Settings;
using Switchyard.Agents.Tools.Outputs;
using Switchyard.Contracts.OpenAI;

namespace Switchyard.Agents.Reasoning;

/// <summary>
/// A way of reasoning: the nodes and edges of a graph over <see cref="AgentState"/>. Subclasses replace nodes by overriding them, add some, or put whole graphs
/// into one another. What a node needs to know of its agent is in the state, so that a run keeps the definition it began with.
/// </summary>
/// <param name="services">What agents work with.</param>
public abstract class AgentGraphBuilder(AgentServices services)
{
    // Budgets end runs long before; this one ends those without a budget.
    private const int StepLimit = 10_000;

    private readonly ModelCall _model = new(services);

    /// <summary>Gets the name of the kind.</summary>
    public abstract string Kind { get; }

    /// <summary>Gets the version of its graph; runs of another version go on only over a migration.</summary>
    public virtual string Version => "1";

    /// <summary>Gets the settings that the kind knows; others are mistakes.</summary>
    public virtual IReadOnlyList<AgentSetting> Settings => [AgentSettings.MaxIdenticalCalls];

    /// <summary>Gets whether a model of the agent's own is shown tools, so that it can call agents or hand over to them.</summary>
    public virtual bool ShowsTools => true;

    /// <summary>Gets what agents work with.</summary>
    protected AgentServices Services => services;

    /// <summary>Makes the graph.</summary>
    /// <param name="name">The graph's name, under which runs are journalled: that of the agent.</param>
    public CompiledGraph<AgentState> Build(string name)
    {
        var graph = new StateGraph<AgentState>(name, AgentStateJson.Default.AgentState) { Version = $"{Kind}/{Version}", StepLimit = StepLimit };
        AddNodes(graph);
        return graph.Compile();
    }

    /// <summary>What is wrong with a definition as far as this kind can say; nothing where it is right.</summary>
    /// <param name="definition">The definition.</param>
    public virtual IEnumerable<string> Check(AgentDefinition definition)
    {
        ArgumentNullException.ThrowIfNull(definition);
        var known = Settings.Select(setting => setting.Name).ToArray();
        foreach (var unknown in definition.Settings.Keys.Where(name => !known.Contains(name)))
        {
            yield return $"Setting '{unknown}' is not known to agents of kind '{Kind}': {(known.Length == 0 ? "they have none" : $"they know {string.Join(", ", known)}")}.";
        }

        foreach (var problem in Settings.Select(setting => setting.Check(definition)).OfType<string>())
        {
            yield return problem;
        }
    }

    /// <summary>Adds the nodes and edges, and names the entry.</summary>
    protected abstract void AddNodes(StateGraph<AgentState> graph);

    /// <summary>Adds a node whose steps hooks see, and which is passed over where the run has its answer or an error.</summary>
    protected void AddNode(StateGraph<AgentState> graph, string name, NodeFunction<AgentState> work, string version = "1")
    {
        ArgumentNullException.ThrowIfNull(graph);
        graph.AddNode(name, new HookedNode(services.Hooks, services.Time, work), version);
    }

    /// <summary>Adds an edge that leads to a node, or to the end where the run has its answer or an error.</summary>
    protected static void AddEdge(StateGraph<AgentState> graph, string from, string to)
    {
        ArgumentNullException.ThrowIfNull(graph);
        AddChoice(graph, from, _ => to, to);
    }

    /// <summary>Adds an edge that leads to the node that is chosen, or to the end where the run has its answer or an error.</summary>
    protected static void AddChoice(StateGraph<AgentState> graph, string from, Func<AgentState, string> choose, params IReadOnlyList<string> targets)
    {
        ArgumentNullException.ThrowIfNull(graph);
        graph.AddConditionalEdge(from, state => state.IsDone ? StateGraph.End : choose(state), [.. targets.Append(StateGraph.End).Distinct()]);
    }

    /// <summary>The usual prompt: the agent's system prompt, the conversation, and the tools it is shown.</summary>
    protected static ModelPrompt Prompt(AgentState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        return new ModelPrompt
        {
            System = state.Definition.SystemPrompt,
            Messages = state.Messages,
            Tools = state.Tools,
            Model = state.Definition.Model,
            Temperature = state.Definition.Temperature,
        };
    }

    /// <summary>Asks the model, where the budget allows it.</summary>
    /// <param name="context">The node that asks.</param>
    /// <param name="state">How far the agent is.</param>
    /// <param name="prompt">What is asked.</param>
    /// <param name="isThought">Whether the answer is a step on the way, and so told as a thought.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>The answer, and the state with what it used; the state has an error where there is no answer to go on with.</returns>
    protected async ValueTask<(AgentState State, ModelAnswer Answer)> AskModelAsync(NodeContext context, AgentState state, ModelPrompt prompt, bool isThought, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(state);
        if (BudgetGuard.BeforeModel(state, prompt) is { } exceeded)
        {
            return (await ExceedAsync(context, state, exceeded, cancellationToken).ConfigureAwait(false), new ModelAnswer());
        }

        var answer = await _model.AskAsync(context, state, prompt, isThought, cancellationToken).ConfigureAwait(false);
        var asked = state with
        {
            Iteration = state.Iteration + 1,
            Model = answer.Model,
            Worked = state.Worked + TimeSpan.FromMilliseconds(answer.Milliseconds),
            Usage = state.Usage + new AgentUsage { ModelCalls = 1, InputTokens = answer.InputTokens, OutputTokens = answer.OutputTokens, Cost = answer.Cost },
        };
        if (answer.Refusal is not { } refusal)
        {
            return (asked, answer);
        }

        var told = answer.Text.Length > 0 ? asked.With(answer.ToMessage() with { ToolCalls = null }) : asked;
        return (answer.Limit is { } limit ? await ExceedAsync(context, told, new BudgetExcess(limit, refusal), cancellationToken).ConfigureAwait(false) : told.Fail(refusal), answer);
    }

    /// <summary>Makes the calls of the last message, where the budget allows it and the model does not repeat itself; their results become messages.</summary>
    protected async ValueTask<AgentState> CallToolsAsync(NodeContext context, AgentState state, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(state);
        if (LoopDetector.Find(state, AgentSettings.MaxIdenticalCalls.NumberOf(state.Definition)) is { } loop)
        {
            return state.Fail(loop);
        }

        PreparedCall[] calls = [.. (state.Messages[^1].ToolCalls ?? []).Select(call => PreparedCall.Of(call, state.Tools, services.Tools))];
        var (called, outcomes) = await CallAsync(context, state, calls, cancellationToken).ConfigureAwait(false);
        var told = ShowRest(called, outcomes).With([.. calls.Zip(outcomes, (call, outcome) => new ChatMessage { Role = "tool", ToolCallId = call.Id, Name = call.Name, Content = outcome.Output })]);
        var handoff = calls.Zip(outcomes).FirstOrDefault(made => made is { First.Tool: HandoffTool, Second.Error: null }).First;
        return handoff is null ? told : told.HandOver(((HandoffTool)handoff.Tool!).Read(handoff.Values!));
    }

    /// <summary>Makes calls, where the budget allows it.</summary>
    /// <returns>The state with what they used, and what came of each; no outcomes where the state has an error.</returns>
    private protected async ValueTask<(AgentState State, IReadOnlyList<ToolCallOutcome> Outcomes)> CallAsync(
        NodeContext context, AgentState state, IReadOnlyList<PreparedCall> calls, CancellationToken cancellationToken)
    {
        if (BudgetGuard.BeforeTools(state) is { } exceeded)
        {
            return (await ExceedAsync(context, state, exceeded, cancellationToken).ConfigureAwait(false), []);
        }

        var round = new ToolRound(services, context, state, calls);
        var outcomes = await round.RunAsync(cancellationToken).ConfigureAwait(false);
        return (round.Count(outcomes), outcomes);
    }

    /// <summary>An output that was cut says how to read on, so from then on the model can.</summary>
    private static AgentState ShowRest(AgentState state, IReadOnlyList<ToolCallOutcome> outcomes) =>
        outcomes.Any(outcome => outcome.Whole is not null) && !state.Tools.Contains(ReadOutputTool.Name) ? state with { Tools = [.. state.Tools, ReadOutputTool.Name] } : state;

    private async ValueTask<AgentState> ExceedAsync(NodeContext context, AgentState state, BudgetExcess excess, CancellationToken cancellationToken)
    {
        var hook = new BudgetHookContext(HookPoint.BudgetExceeded)
        {
            RunId = context.RunId,
            Agent = state.Definition.Id,
            User = state.User,
            Step = context.Step,
            Node = context.Node,
            Limit = excess.Limit,
            Usage = state.Usage,
        };
        await services.Hooks.RunAsync(hook, cancellationToken).ConfigureAwait(false);
        return state.Fail(excess.Message) with { Limit = excess.Limit };
    }
}

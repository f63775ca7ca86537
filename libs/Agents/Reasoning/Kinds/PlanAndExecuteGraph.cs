using System.Text;
using Switchyard.Agents.Definitions;
using Switchyard.Agents.Graphs;
using Switchyard.Agents.Reasoning.Settings;
using Switchyard.Contracts.OpenAI;

namespace Switchyard.Agents.Reasoning.Kinds;

/// <summary>Makes a plan, does its steps one after the other, each by thinking and acting, plans again where a step failed, and answers with what the steps gave (Wang et al., 2023, arXiv:2305.04091).</summary>
/// <param name="services">What agents work with.</param>
public class PlanAndExecuteGraph(AgentServices services) : AgentGraphBuilder(services)
{
    private const string Plan = "plan";
    private const string Step = "step";
    private const string Conclude = "conclude";

    private static readonly AgentSetting s_maxSteps = AgentSetting.Number("maxSteps", 5, 1, 50, "How many steps of a plan are done at most.");
    private static readonly AgentSetting s_maxPlans = AgentSetting.Number("maxPlans", 2, 1, 20, "How many plans are made at most, the first included.");
    private static readonly AgentSetting s_planPrompt = new("planPrompt", "Give me a plan: {input}", "What the model is asked for a plan; {input} stands for the question.");

    /// <inheritdoc/>
    public override string Kind => AgentKinds.PlanAndExecute;

    /// <inheritdoc/>
    public override IReadOnlyList<AgentSetting> Settings => [.. base.Settings, s_maxSteps, s_maxPlans, s_planPrompt];

    /// <inheritdoc/>
    protected override void AddNodes(StateGraph<AgentState> graph)
    {
        ArgumentNullException.ThrowIfNull(graph);
        AddNode(graph, Plan, PlanAsync);
        graph.AddSubgraph(Step, BuildStep(), EnterStep, LeaveStep);
        AddNode(graph, Conclude, ConcludeAsync);
        graph.SetEntry(Plan);
        AddEdge(graph, Plan, Step);
        AddChoice(graph, Step, ChooseAfterStep, Plan, Step, Conclude);
        AddEdge(graph, Conclude, StateGraph.End);
    }

    /// <summary>The graph that does one step of the plan.</summary>
    protected virtual CompiledGraph<AgentState> BuildStep() => new ReActGraph(Services).Build(Step);

    /// <summary>Asks for a plan. What has been done stays in it; only what is left is planned anew.</summary>
    protected virtual async ValueTask<AgentState> PlanAsync(NodeContext context, AgentState state, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(state);
        var text = s_planPrompt.TextOf(state.Definition).Replace("{input}", state.Input, StringComparison.Ordinal) + Done(state);
        var prompt = Prompt(state) with { Messages = [.. state.Messages.SkipLast(1), new ChatMessage { Role = "user", Content = text }], Tools = [] };
        var (asked, answer) = await AskModelAsync(context, state, prompt, isThought: true, cancellationToken).ConfigureAwait(false);
        if (asked.Error is not null)
        {
            return asked;
        }

        var left = s_maxSteps.NumberOf(state.Definition) - state.PlanDone;
        IReadOnlyList<string> steps = PlanReader.Read(answer.Text) is { Count: > 0 } read ? read : [state.Input];
        return asked with { Plan = [.. state.Plan.Take(state.PlanDone), .. steps.Take(Math.Max(1, left))], Round = state.Round + 1 };
    }

    /// <summary>Answers with what the steps gave.</summary>
    protected virtual async ValueTask<AgentState> ConcludeAsync(NodeContext context, AgentState state, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(state);
        var prompt = Prompt(state) with { Messages = [.. state.Messages, new ChatMessage { Role = "user", Content = $"{Done(state).TrimStart()}\nNow give the answer." }], Tools = [] };
        var (asked, answer) = await AskModelAsync(context, state, prompt, isThought: false, cancellationToken).ConfigureAwait(false);
        return asked.Error is not null ? asked
            : answer.Text.Length == 0 ? asked.Fail("The model gave an empty answer.")
            : asked.With(answer.ToMessage()) with { Output = answer.Text };
    }

    private AgentState EnterStep(AgentState state)
    {
        var step = state.Plan[state.PlanDone];
        var order = state.Plan.Count == 1 && state.PlanDone == 0 ? step : $"The whole task is: {state.Input}{Done(state)}\nDo only this step of it: {step}";
        return state with
        {
            Input = step,
            Messages = [.. state.Messages.SkipLast(1), new ChatMessage { Role = "user", Content = order }],
            Tools = new ToolChoice(state.Definition, Services.Tools).Choose(step),
            Scratchpad = [],
            Plan = [],
            PlanDone = 0,
        };
    }

    private static AgentState LeaveStep(AgentState state, AgentState done)
    {
        var next = state.WithNote($"{state.Plan[state.PlanDone]}: {(done.Error is { } error ? $"failed, {error}" : done.Output)}") with
        {
            PlanDone = state.PlanDone + 1,
            Iteration = done.Iteration,
            Usage = done.Usage,
            Worked = done.Worked,
            Model = done.Model,
            Draft = done.Output ?? state.Draft,
            Handoff = done.Handoff,
        };
        return done.Error is not null && BudgetGuard.BeforeTools(next) is not null ? next.Fail(done.Error) with { Limit = done.Limit } : next;
    }

    private static string ChooseAfterStep(AgentState state) =>
        state.Scratchpad[^1].StartsWith($"{state.Plan[state.PlanDone - 1]}: failed, ", StringComparison.Ordinal) && state.Round < s_maxPlans.NumberOf(state.Definition) && state.PlanDone < s_maxSteps.NumberOf(state.Definition) ? Plan
        : state.PlanDone < state.Plan.Count ? Step
        : Conclude;

    private static string Done(AgentState state)
    {
        if (state.Scratchpad.Count == 0)
        {
            return "";
        }

        var text = new StringBuilder("\nDone so far:");
        foreach (var note in state.Scratchpad)
        {
            text.Append("\n- ").Append(note);
        }

        return text.ToString();
    }
}

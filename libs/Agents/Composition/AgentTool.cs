using Switchyard.Agents.Graphs.Effects;
using Switchyard.Agents.Hooks;
using Switchyard.Agents.Hooks.Contexts;
using Switchyard.Agents.Tools;
using Switchyard.Contracts.OpenAI;
using ToolDefinition = Switchyard.Agents.Tools.ToolDefinition;

namespace Switchyard.Agents.Composition;

/// <summary>
/// An agent as a tool of another one. The call's key in the calling run names the agent's run, so that a call that is made again goes on with it, and a fork has one of its own; agents call one
/// another five deep at most and never in a circle. Where the agent waits for a person, so does the run that called it.
/// </summary>
/// <param name="agent">The agent.</param>
/// <param name="timeout">The longest time one call may take, waiting for people not counted.</param>
/// <param name="hooks">The hooks of the one that calls: they see, change, refuse or replace the call.</param>
public sealed class AgentTool(IAgent agent, TimeSpan timeout, HookPipeline hooks) : ITool
{
    private const int MaxTaskLength = 100_000;

    /// <summary>Gets the agent.</summary>
    public IAgent Agent => agent;

    /// <summary>Gets the conversation that the agent gets beside its task; empty where a model makes the call, which has to say all in the task.</summary>
    internal IReadOnlyList<ChatMessage> History { get; private init; } = [];

    /// <summary>Gets what agents that worked on it before have noted.</summary>
    internal string Scratchpad { get; private init; } = "";

    /// <summary>Gets whether the one that calls has another agent go on where this one hands over.</summary>
    internal bool TakesHandoffs { get; private init; }

    /// <summary>Gets the name of the tool that an agent is.</summary>
    /// <param name="agent">The agent's name.</param>
    /// <exception cref="ArgumentException">No agent can be called so.</exception>
    public static string NameOf(string agent) => AgentName.Check(agent).Replace('-', '_');

    /// <inheritdoc/>
    public ToolDefinition Definition { get; } = new()
    {
        Name = NameOf(agent.Name),
        Description = $"Ask the agent '{agent.Name}'. {agent.Description}".TrimEnd(),
        Category = ToolCategories.Agents,
        WhenToUse = $"Use it for what the agent is there for: {agent.Description}",
        Parameters = [new("task", ToolParameterKind.Text, "What the agent is to do, with all that it needs to know.") { MaxLength = MaxTaskLength }],
        Tags = ["agent", "delegate", agent.Name],
        Effect = EffectClass.Idempotent,
        Timeout = timeout,
    };

    /// <summary>The same tool as a kind of agent calls it, which has more to pass on than a model can write.</summary>
    internal AgentTool With(IReadOnlyList<ChatMessage> history, string scratchpad, bool takesHandoffs) =>
        new(agent, timeout, hooks) { History = history, Scratchpad = scratchpad, TakesHandoffs = takesHandoffs };

    /// <inheritdoc/>
    public async ValueTask<ToolResult> InvokeAsync(ToolArguments arguments, ToolContext context, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(arguments);
        ArgumentNullException.ThrowIfNull(context);
        if (CallPaths.FindProblem(context.CallPath, agent.Name) is { } problem)
        {
            return ToolResult.Failure(problem);
        }

        var call = new AgentCallHookContext(HookPoint.SubagentStarting)
        {
            RunId = context.RunId,
            Agent = context.CallPath is [.., var caller] ? caller : "",
            User = context.User,
            Target = agent.Name,
            Input = arguments.GetText("task"),
        };
        var verdict = await hooks.RunAsync(call, cancellationToken).ConfigureAwait(false);
        if (verdict.IsVetoed)
        {
            return ToolResult.Failure($"the call of '{agent.Name}' was refused: {verdict.Reason}");
        }

        if (!verdict.IsReplaced)
        {
            call.Result = await MemberRuns.RunAsync(agent, TaskOf(call.Input, context), cancellationToken).ConfigureAwait(false);
            call.Point = HookPoint.SubagentEnded;
            await hooks.RunAsync(call, cancellationToken).ConfigureAwait(false);
        }

        return Tell(call.Result!);
    }

    private AgentTask TaskOf(string input, ToolContext context) => new(input)
    {
        RunId = context.Key.Length > 0 ? MemberRuns.IdOf(context.OwnKey) : Guid.CreateVersion7(),
        User = context.User,
        History = History,
        Scratchpad = Scratchpad,
        CallPath = context.CallPath,
        Budget = context.Budget,
    };

    private ToolResult Tell(AgentResult result)
    {
        if (TakesHandoffs && result.Handoff is { } handoff)
        {
            return ToolResult.Success($"{agent.Name} hands over to {handoff.Agent}. {handoff.Reason}".TrimEnd()) with { Usage = result.Usage, Handoff = handoff };
        }

        var answer = CompositionState.FindError(agent.Name, result) is { } error ? ToolResult.Failure(error) : ToolResult.Success(result.Output ?? "");
        return answer with { Usage = result.Usage };
    }
}

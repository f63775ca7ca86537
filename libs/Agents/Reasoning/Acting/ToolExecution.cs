using System.Diagnostics;
using Microsoft.Extensions.AI;
using Switchyard.Agents.Composition;
using Switchyard.Agents.Events;
using Switchyard.Agents.Graphs;
using Switchyard.Agents.Graphs.Effects;
using Switchyard.Agents.Hooks;
using Switchyard.Agents.Hooks.Contexts;
using Switchyard.Agents.Reasoning.Code;
using Switchyard.Agents.Tools;

namespace Switchyard.Agents.Reasoning.Acting;

/// <summary>Calls a tool as an effect of the tool's class. What goes wrong is a result that the model reads, except where nobody knows whether the call happened.</summary>
internal sealed class ToolExecution(AgentServices services, NodeContext node, AgentState state, int sideBySide)
{
    private readonly ToolInvoker _invoker = new(services.Tools, services.MaxToolOutputLength, services.Time);

    public async Task<ToolCallOutcome> CallAsync(PreparedCall call, CancellationToken cancellationToken)
    {
        var remote = call.Tool as IAsksRemoteTool;
        var definition = call.Tool!.Definition;
        var effect = new Effect<ToolCallRequest, ToolCallOutcome>
        {
            Name = definition.Name,

            // A tool that says that it can be asked, and has no way to ask, is one whose calls nobody can know about.
            Class = definition.Effect == EffectClass.AsksRemote && remote is null ? EffectClass.Unsafe : definition.Effect,
            ArgumentsType = AgentStateJson.Default.ToolCallRequest,
            ResultType = AgentStateJson.Default.ToolCallOutcome,
            RunAsync = (made, token) => PerformAsync(call, ContextOf(made.Key) with { OwnKey = made.OwnKey }, token),
            AskStatusAsync = remote is null ? null : (key, token) => AskStatusAsync(remote, key, token),
        };
        try
        {
            return await node.EffectAsync(effect, new ToolCallRequest(call.Id, call.Arguments!.Value), cancellationToken).ConfigureAwait(false);
        }
        catch (EffectFailedException exception)
        {
            return ToolCallOutcome.Failure(exception.Error);
        }
    }

    private async Task<ToolCallOutcome> PerformAsync(PreparedCall call, ToolContext caller, CancellationToken cancellationToken)
    {
        services.OnAgentEvent?.Invoke(node.RunId, new ToolCallEvent(call.Id, call.Name, call.Arguments));
        var started = services.Time.GetTimestamp();
        var context = new ToolHookContext(HookPoint.ToolCalling)
        {
            RunId = node.RunId,
            Agent = state.Definition.Id,
            User = state.User,
            Step = node.Step,
            Node = node.Node,
            Tool = call.Tool!.Definition,
            CallId = call.Id,
            Arguments = call.Arguments!.Value,
        };
        try
        {
            await CallAsync(context, call, caller, cancellationToken).ConfigureAwait(false);
        }
        catch (CodeUnavailableException exception)
        {
            return ToolCallOutcome.Failure(exception.Message) with { EndsRun = true };
        }

        var outcome = ToolCallOutcome.Of(await AddMessageAsync(context, _invoker.Cap(call.Tool, caller, context.Result!.Value), cancellationToken).ConfigureAwait(false), services.Time.GetElapsedTime(started));
        services.OnAgentEvent?.Invoke(node.RunId, new ToolResultEvent(call.Id, call.Name, outcome.ToResult(), TimeSpan.FromMilliseconds(outcome.Milliseconds)));
        return outcome;
    }

    /// <summary>What the model is shown, as hooks would have it.</summary>
    private async Task<ToolResult> AddMessageAsync(ToolHookContext context, ToolResult result, CancellationToken cancellationToken)
    {
        var hooks = new MessageHooks(services.Hooks, context);
        var message = new ChatMessage(ChatRole.Tool, [new FunctionResultContent(context.CallId, result.Output)]);
        var added = await hooks.AddAsync(message, cancellationToken).ConfigureAwait(false);
        return hooks.Refusal is { } refusal ? ToolResult.Failure(refusal)
            : added == message ? result
            : result with { Output = added.Contents.OfType<FunctionResultContent>().FirstOrDefault()?.Result?.ToString() ?? added.Text };
    }

    private async Task CallAsync(ToolHookContext context, PreparedCall call, ToolContext caller, CancellationToken cancellationToken)
    {
        var verdict = await services.Hooks.RunAsync(context, cancellationToken).ConfigureAwait(false);
        if (verdict.IsVetoed)
        {
            context.Result = ToolResult.Failure($"the call was refused: {verdict.Reason}");
        }
        else if (!verdict.IsReplaced)
        {
            await CallAsync(context, call, caller, verdict.IsModified, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task CallAsync(ToolHookContext context, PreparedCall call, ToolContext caller, bool isModified, CancellationToken cancellationToken)
    {
        var started = services.Time.GetTimestamp();
        var values = call.Values!;
        if (isModified)
        {
            var read = ToolArgumentsReader.Read(call.Tool!.Definition, context.Arguments.EnumerateObject().Select(member => new KeyValuePair<string, object?>(member.Name, member.Value)));
            if (!read.IsValid)
            {
                context.Result = ToolResult.Failure(read.Error);
                return;
            }

            values = read.Arguments;
        }

        var outer = Activity.Current;
        try
        {
            Activity.Current = context.Activity ?? outer;
            context.Result = await _invoker.PerformAsync(call.Tool!, values, caller, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            Activity.Current = outer;
        }

        context.Duration = services.Time.GetElapsedTime(started);
        context.Point = HookPoint.ToolCalled;
        await services.Hooks.RunAsync(context, cancellationToken).ConfigureAwait(false);
    }

    private async Task<EffectStatus<ToolCallOutcome>> AskStatusAsync(IAsksRemoteTool tool, string key, CancellationToken cancellationToken) =>
        await tool.AskStatusAsync(key, ContextOf(key), cancellationToken).ConfigureAwait(false) is { } result
            ? new EffectStatus<ToolCallOutcome>(EffectAnswer.Happened, ToolCallOutcome.Of(_invoker.Cap(tool, ContextOf(key), result), TimeSpan.Zero))
            : new EffectStatus<ToolCallOutcome>(EffectAnswer.DidNotHappen);

    private ToolContext ContextOf(string key) => new(state.User)
    {
        Key = key,
        RunId = node.RunId,
        CallPath = [.. state.CallPath, state.Definition.Id],
        Budget = BudgetShare.Of(state.Definition.Budget, state.Usage, state.Worked, sideBySide),
    };
}

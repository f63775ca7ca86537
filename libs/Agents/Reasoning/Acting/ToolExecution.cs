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
using Switchyard.Agents.Tools.Outputs;

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
            RunAsync = (made, token) => PerformAsync(call, ContextOf(made.Key, call.Id) with { OwnKey = made.OwnKey }, token),
            AskStatusAsync = remote is null ? null : (key, token) => AskStatusAsync(remote, ContextOf(key, call.Id), token),
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

        var kept = Keep(call.Tool, caller.Key, context.Result!.Value);
        var shown = _invoker.Cap(context.Result.Value, kept);
        var added = await AddMessageAsync(context, shown, cancellationToken).ConfigureAwait(false);

        // Where hooks want the message otherwise, what they have not seen is not kept.
        var outcome = ToolCallOutcome.Of(added, services.Time.GetElapsedTime(started)) with { Whole = added == shown ? kept?.Text : null };
        services.OnAgentEvent?.Invoke(node.RunId, new ToolResultEvent(call.Id, call.Name, outcome.ToResult(call.Id), TimeSpan.FromMilliseconds(outcome.Milliseconds)));
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
        using var progress = Watch(call);
        try
        {
            Activity.Current = context.Activity ?? outer;
            var result = await _invoker.PerformAsync(call.Tool!, values, caller with { Progress = progress }, new RetryHooks(services.Hooks, context).AskAsync, cancellationToken).ConfigureAwait(false);
            context.Result = result with { CallId = call.Id };
        }
        finally
        {
            Activity.Current = outer;
        }

        context.Duration = services.Time.GetElapsedTime(started);
        context.Point = HookPoint.ToolCalled;
        await services.Hooks.RunAsync(context, cancellationToken).ConfigureAwait(false);
    }

    private ProgressTeller? Watch(PreparedCall call) =>
        services.OnAgentEvent is { } tell ? new ProgressTeller(call.Id, call.Name, progress => tell(node.RunId, progress), services.Time) : null;

    private async Task<EffectStatus<ToolCallOutcome>> AskStatusAsync(IAsksRemoteTool tool, ToolContext caller, CancellationToken cancellationToken) =>
        await tool.AskStatusAsync(caller.Key, caller, cancellationToken).ConfigureAwait(false) is { } result
            ? new EffectStatus<ToolCallOutcome>(EffectAnswer.Happened, OutcomeOf(tool, caller.Key, result))
            : new EffectStatus<ToolCallOutcome>(EffectAnswer.DidNotHappen);

    /// <summary>What the other side says of a call that was made before; hooks saw it then.</summary>
    private ToolCallOutcome OutcomeOf(ITool tool, string key, ToolResult result)
    {
        var kept = Keep(tool, key, result);
        return ToolCallOutcome.Of(_invoker.Cap(result, kept), TimeSpan.Zero) with { Whole = kept?.Text };
    }

    /// <summary>What is to be kept of an output that will be cut; <see langword="null"/> where it is not cut, or the agent has no way to read on.</summary>
    private KeptOutput? Keep(ITool tool, string key, ToolResult result) =>
        result.Output.Length > services.MaxToolOutputLength && tool is not (ReadOutputTool or CodeTool) && services.Tools.TryGet(ReadOutputTool.Name, out var reader) && reader is ReadOutputTool
            ? KeptOutput.Of(JournalledOutputs.HandleOf(key), result.Output, services.MaxKeptOutputLength)
            : null;

    private ToolContext ContextOf(string key, string callId) => new(state.User)
    {
        Key = key,
        CallId = callId,
        RunId = node.RunId,
        Outputs = new JournalledOutputs(node),
        CallPath = [.. state.CallPath, state.Definition.Id],
        Budget = BudgetShare.Of(state.Definition.Budget, state.Usage, state.Worked, sideBySide),
    };
}

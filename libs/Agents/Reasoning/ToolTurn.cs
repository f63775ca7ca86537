using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;
using Switchyard.Agents.Events;
using Switchyard.Agents.Tools;

namespace Switchyard.Agents.Reasoning;

/// <summary>Runs the calls of one model answer, one after the other in the order the model wrote them.</summary>
internal sealed class ToolTurn(ToolInvoker invoker, CallHistory history, ToolContext context, TimeProvider time)
{
    /// <summary>Gets what the conversation grows by: the assistant's calls and one result each.</summary>
    public List<ChatMessage> Messages { get; } = [];

    /// <summary>Gets why the run must stop, if it must.</summary>
    public string? Error { get; private set; }

    public async IAsyncEnumerable<AgentEvent> RunAsync(ModelTurn turn, int iteration, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        // Ids are the agent's own: not every model gives one, and some give the same one twice.
        List<FunctionCallContent> calls = [.. turn.Calls.Select((call, index) =>
            new FunctionCallContent($"call_{iteration}_{index + 1}", call.Name, call.Arguments) { Exception = call.Exception })];
        Messages.Add(turn.ToMessage(calls));
        foreach (var call in calls)
        {
            yield return new ToolCallEvent(call.CallId, call.Name, CallHistory.ToJson(call));
            if (history.IsRepeated(call))
            {
                Error = $"The model repeated the same call of '{call.Name}' and was stopped.";
                yield return new ToolResultEvent(call.CallId, call.Name, ToolResult.Failure("the same call was made before"), TimeSpan.Zero);
                yield break;
            }

            var started = time.GetTimestamp();
            var result = await InvokeAsync(call, cancellationToken).ConfigureAwait(false);
            Messages.Add(new ChatMessage(ChatRole.Tool, [new FunctionResultContent(call.CallId, result.Output)]));
            yield return new ToolResultEvent(call.CallId, call.Name, result, time.GetElapsedTime(started));
        }
    }

    private Task<ToolResult> InvokeAsync(FunctionCallContent call, CancellationToken cancellationToken) => call.Exception is null
        ? invoker.InvokeAsync(call.Name, call.Arguments ?? new Dictionary<string, object?>(), context, cancellationToken)
        : Task.FromResult(ToolResult.Failure("the arguments are not valid JSON"));
}

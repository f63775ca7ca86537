using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;
using Switchyard.Agents.Events;
using Switchyard.Agents.Tools;

namespace Switchyard.Agents.Reasoning;

/// <summary>
/// The loop of thinking, acting and observing: the model is asked, the tools it calls are run in order, their results go
/// back, until it answers without a call. Keeps no state between runs; safe for concurrent runs.
/// </summary>
/// <param name="client">The model. It must not call functions by itself.</param>
/// <param name="options">Limits.</param>
/// <param name="time">The clock of durations and time limits.</param>
public sealed class ReActAgent(IChatClient client, ReActOptions options, TimeProvider time)
{
    /// <summary>Works on <paramref name="request"/>; the last event is a <see cref="FinishedEvent"/>.</summary>
    /// <exception cref="OperationCanceledException">The caller cancelled.</exception>
    public async IAsyncEnumerable<AgentEvent> RunAsync(AgentRequest request, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        List<ChatMessage> messages = [.. request.Messages];
        var usage = new UsageDetails();
        var history = new CallHistory(options.MaxIdenticalCalls);
        var invoker = new ToolInvoker(new ToolBox(request.Tools), options.MaxToolOutputLength, time);
        var chatOptions = CreateOptions(request);

        for (var iteration = 1; iteration <= options.MaxIterations; iteration++)
        {
            var turn = new ModelTurn();
            await foreach (var update in client.GetStreamingResponseAsync(messages, chatOptions, cancellationToken).ConfigureAwait(false))
            {
                if (turn.Add(update, usage) is { Length: > 0 } text)
                {
                    yield return new TokenEvent(text);
                }
            }

            if (turn.Calls.Count == 0)
            {
                yield return new MessageEvent(turn.Text.Trim());
                yield return new FinishedEvent(turn.Text.Trim().Length > 0 ? null : "The model gave an empty answer.", iteration, usage);
                yield break;
            }

            if (turn.Text.Trim() is { Length: > 0 } thought)
            {
                yield return new ThoughtEvent(thought);
            }

            var act = new ToolTurn(invoker, history, request.Context, time);
            await foreach (var step in act.RunAsync(turn, iteration, cancellationToken).ConfigureAwait(false))
            {
                yield return step;
            }

            if (act.Error is { } error)
            {
                yield return new FinishedEvent(error, iteration, usage);
                yield break;
            }

            messages.AddRange(act.Messages);
        }

        yield return new FinishedEvent($"The agent did not finish within {options.MaxIterations} iterations.", options.MaxIterations, usage);
    }

    private ChatOptions CreateOptions(AgentRequest request) => new()
    {
        ModelId = request.Model,
        Temperature = options.Temperature,
        Tools = request.Tools.Count == 0 ? null : [.. request.Tools.Select(tool => new ToolDeclaration(tool.Definition))],
    };
}

using System.Text.Json;
using Switchyard.Agents.Events;
using Switchyard.Agents.Graphs.Runs;
using Switchyard.Agents.Reasoning;
using Switchyard.Agents.Tools;
using Switchyard.Contracts.Agents;
using RunEvent = Switchyard.Contracts.Agents.RunEvent;
using Step = Switchyard.Agents.Graphs.Runs.RunEvent;

namespace Switchyard.AgentHost.Runs;

/// <summary>
/// Turns what an agent does into the events that readers see. Agents tell of a call before its result is journalled, so that the one who takes a run over is told of some calls again:
/// those that were recorded are not repeated.
/// </summary>
internal sealed class RunNarrator(string runId, RunTold told, TimeProvider time)
{
    /// <summary>The event for what the agent did; null where it says nothing new to readers.</summary>
    public RunEvent? Tell(AgentEvent happened) => happened switch
    {
        TokenEvent token => Create(RunEventTypes.Token) with { Text = SafeText.Clean(token.Text) },
        ThoughtEvent thought => told.IsNewThought(SafeText.Clean(thought.Text)) ? Create(RunEventTypes.Thought) with { Text = SafeText.Clean(thought.Text) } : null,
        MessageEvent message => told.IsNewMessage(SafeText.Clean(message.Text)) ? Create(RunEventTypes.Message) with { Text = SafeText.Clean(message.Text) } : null,
        ToolCallEvent call => told.IsNewCall(call.CallId) ? Call(call) : null,
        ToolProgressEvent progress => Progress(progress),
        ToolResultEvent result => Result(result),
        _ => null,
    };

    /// <summary>The event for a step of the graph; null for those that are told otherwise.</summary>
    public RunEvent? Tell(Step step) => step.Kind switch
    {
        RunEventKind.StepStarted => Create(RunEventTypes.StepStarted) with { Node = step.Node, Step = step.Step },
        RunEventKind.StepDone => Create(RunEventTypes.StepDone) with { Node = step.Node, Step = step.Step, Next = Split(step.Text) },
        _ => null,
    };

    /// <summary>The events for what the journal has and nobody was told of: calls and results, and a limit that is reached. A call without a result may still wait for a person's leave.</summary>
    public List<RunEvent> TellMissing(AgentState state)
    {
        var missing = new List<RunEvent?>();
        var made = state.Messages.Skip(state.Given).Where(message => message.Role == "tool").Select(message => message.ToolCallId).ToHashSet(StringComparer.Ordinal);
        foreach (var message in state.Messages.Skip(state.Given))
        {
            missing.AddRange((message.ToolCalls ?? []).Where(call => made.Contains(call.Id)).Select(call => Tell(new ToolCallEvent(call.Id ?? string.Empty, call.Function?.Name ?? string.Empty, Parse(call.Function?.Arguments)))));
            if (message.Role == "tool")
            {
                missing.Add(Tell(new ToolResultEvent(message.ToolCallId ?? string.Empty, message.Name ?? string.Empty, ToolResult.Success(message.Content?.ToText() ?? string.Empty), TimeSpan.Zero)));
            }
        }

        if (state.Limit is not null)
        {
            missing.Add(TellExcess(state.Error ?? state.Recovered ?? string.Empty));
        }

        return [.. missing.OfType<RunEvent>()];
    }

    /// <summary>The event for a limit of the budget, which ends the run; null where readers were told of one.</summary>
    public RunEvent? TellExcess(string reason) => told.IsNewExcess() ? Create(RunEventTypes.Budget) with { Text = SafeText.Clean(reason) } : null;

    /// <summary>A new event, without its number.</summary>
    public RunEvent Create(string type) => new() { RunId = runId, Sequence = 0, Type = type, Timestamp = time.GetUtcNow() };

    private RunEvent Call(ToolCallEvent call) => Create(RunEventTypes.ToolCall) with
    {
        CallId = call.CallId,
        Name = SafeText.Clean(call.Name),
        Arguments = call.Arguments is { } arguments ? SafeText.Clean(arguments) : null,
    };

    private RunEvent Progress(ToolProgressEvent told) => Create(RunEventTypes.ToolProgress) with
    {
        CallId = told.CallId,
        Name = SafeText.Clean(told.Name),
        Text = SafeText.Clean(told.Progress.Text),
        Progress = told.Progress.Share,
    };

    private RunEvent? Result(ToolResultEvent result)
    {
        var output = SafeText.Clean(result.Result.Output);
        return !told.IsNewResult(result.CallId, output) ? null : Create(RunEventTypes.ToolResult) with
        {
            CallId = result.CallId,
            Name = SafeText.Clean(result.Name),
            Output = output,
            Error = result.Result.ErrorMessage is { } error ? SafeText.Clean(error) : null,
            DurationMs = Math.Round(result.Duration.TotalMilliseconds, 3),
        };
    }

    private static JsonElement? Parse(string? arguments)
    {
        if (arguments is null)
        {
            return null;
        }

        using var document = JsonDocument.Parse(arguments);
        return document.RootElement.Clone();
    }

    private static string[]? Split(string? next) => next?.Split(", ", StringSplitOptions.RemoveEmptyEntries);
}

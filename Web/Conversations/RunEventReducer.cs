using System.Text.Json;
using Switchyard.Contracts.Agents;
using Switchyard.Web.Rendering;

namespace Switchyard.Web.Conversations;

/// <summary>Applies an agent's events to the answer they describe. The live stream and the record of a finished run go through the same code.</summary>
internal static class RunEventReducer
{
    public static void Apply(Answer answer, RunEvent runEvent, TimeSpan elapsed)
    {
        switch (runEvent.Type)
        {
            case RunEventTypes.Started:
                answer.Begin(runEvent.RunId, runEvent.Model, runEvent.TrimmedMessages);
                break;
            case RunEventTypes.Thought:
                AddThought(answer, runEvent);
                break;
            case RunEventTypes.ToolCall:
                AddToolCall(answer, runEvent);
                break;
            case RunEventTypes.ToolProgress:
                answer.UpdateStep(runEvent.CallId, step => step with { Text = runEvent.Text, Progress = runEvent.Progress });
                break;
            case RunEventTypes.ToolResult:
                answer.UpdateStep(runEvent.CallId, step => WithResult(step, runEvent));
                break;
            case RunEventTypes.Question or RunEventTypes.Approval or RunEventTypes.Uncertain:
                AddWait(answer, runEvent);
                break;
            case RunEventTypes.Token:
                answer.Append(runEvent.Text ?? string.Empty, elapsed);
                break;
            case RunEventTypes.Message:
                answer.Replace(runEvent.Text ?? string.Empty);
                break;
            default:
                End(answer, runEvent, elapsed);
                break;
        }
    }

    // Text that was streamed before it became clear that a tool call follows is the thought itself.
    private static void AddThought(Answer answer, RunEvent runEvent)
    {
        answer.Replace(string.Empty);
        answer.AddStep(new RunStep(RunStepKind.Thought, runEvent.Sequence, runEvent.Timestamp) { Text = runEvent.Text });
    }

    private static void AddToolCall(Answer answer, RunEvent runEvent)
    {
        // What is left of the stream beside the call, mostly blanks, is not the answer.
        answer.Replace(string.Empty);
        answer.AddStep(new RunStep(RunStepKind.Tool, runEvent.Sequence, runEvent.Timestamp)
        {
            CallId = runEvent.CallId,
            Tool = runEvent.Name,
            Arguments = Format(runEvent.Arguments),
        });
    }

    private static void AddWait(Answer answer, RunEvent runEvent)
        => answer.AddStep(new RunStep(RunStepKind.Thought, runEvent.Sequence, runEvent.Timestamp) { Text = $"Waits for a person: {runEvent.Text}" });

    private static RunStep WithResult(RunStep step, RunEvent runEvent) => step with
    {
        Output = runEvent.Output ?? (runEvent.Error is null ? string.Empty : null),
        Error = runEvent.Error,
        Duration = runEvent.DurationMs is { } milliseconds ? TimeSpan.FromMilliseconds(milliseconds) : null,
    };

    private static void End(Answer answer, RunEvent runEvent, TimeSpan elapsed)
    {
        AnswerStatus? status = runEvent.Type switch
        {
            RunEventTypes.Completed => AnswerStatus.Completed,
            RunEventTypes.Failed => AnswerStatus.Failed,
            RunEventTypes.Cancelled => AnswerStatus.Stopped,
            _ => null,
        };
        if (status is null)
        {
            return;
        }

        answer.Count(runEvent.Usage?.PromptTokens, runEvent.Usage?.CompletionTokens);
        answer.End(status.Value, elapsed, runEvent.Error);
    }

    // One short argument reads best on one line; anything longer is laid out.
    private static string Format(JsonElement? arguments)
    {
        if (arguments is not { } element)
        {
            return "{}";
        }

        var compact = element.GetRawText();
        return compact.Length <= 60 ? compact : JsonSerializer.Serialize(element, IndentedJson.Options);
    }
}

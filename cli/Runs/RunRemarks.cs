using Switchyard.AgentClient;
using Switchyard.Contracts.Agents;

namespace Switchyard.Cli.Runs;

/// <summary>Says in a line what an event of a run tells beside the answer.</summary>
internal static class RunRemarks
{
    public static string? Of(RunEvent item) => item.Type switch
    {
        RunEventTypes.Thought => $"({item.Text})",
        RunEventTypes.StepStarted => $"(step {item.Step}: {item.Node})",
        RunEventTypes.ToolCall => $"[{item.Name} {item.Arguments}]",
        RunEventTypes.ToolProgress => $"[{item.Name}: {VisibleText.Of(item.Text ?? string.Empty)}{(item.Progress is { } share ? $" {share:P0}" : "")}]",
        RunEventTypes.ToolResult => item.Error is null ? $"[= {item.Output}]" : $"[failed: {item.Error}]",
        RunEventTypes.Question or RunEventTypes.Approval or RunEventTypes.Uncertain => $"(waits for a person: {WaitingText.Of(RequestOf(item))})",
        RunEventTypes.Answered => $"(answered: {item.Text})",
        RunEventTypes.Resumed => "(it goes on)",
        RunEventTypes.Budget => $"(a limit is reached: {item.Text})",
        _ => null,
    };

    private static WaitingRequest RequestOf(RunEvent item) => new()
    {
        RunId = item.RunId,
        Key = item.Key ?? string.Empty,
        Kind = item.Type,
        Text = item.Text ?? string.Empty,
        Choices = item.Choices ?? [],
        Tool = item.Name,
        Arguments = item.Arguments,
        Agent = item.Agent ?? string.Empty,
        User = item.User ?? string.Empty,
        AskedAt = item.Timestamp,
        ExpiresAt = item.ExpiresAt,
    };
}

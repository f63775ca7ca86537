using System.Text.Json;
using Switchyard.Agents.Tools;

namespace Switchyard.Agents.Reasoning.Acting;

/// <summary>What came of a tool call, as it is journalled.</summary>
internal sealed record ToolCallOutcome
{
    /// <summary>What the model is shown.</summary>
    public required string Output { get; init; }

    /// <summary>What is kept of an output that was cut, for <see cref="Tools.Outputs.ReadOutputTool"/>; <see langword="null"/> elsewhere.</summary>
    public string? Whole { get; init; }

    /// <summary>What went wrong; <see langword="null"/> on success.</summary>
    public string? Error { get; init; }

    /// <summary>How long it took.</summary>
    public double Milliseconds { get; init; }

    /// <summary>What it used; <see langword="null"/> where no model was asked.</summary>
    public AgentUsage? Usage { get; init; }

    /// <summary>To whom an agent that was called hands over; <see langword="null"/> where it does not.</summary>
    public AgentHandoff? Handoff { get; init; }

    /// <summary>Whether the agent cannot go on after it.</summary>
    public bool EndsRun { get; init; }

    public static ToolCallOutcome Of(ToolResult result, TimeSpan duration) => new() { Output = result.Output, Error = result.ErrorMessage, Milliseconds = duration.TotalMilliseconds, Usage = result.Usage, Handoff = result.Handoff };

    public static ToolCallOutcome Failure(string message) => Of(ToolResult.Failure(message), TimeSpan.Zero);

    /// <summary>A result that a person reports, as it is journalled.</summary>
    public static string ToJson(string output) => JsonSerializer.Serialize(new ToolCallOutcome { Output = output }, AgentStateJson.Default.ToolCallOutcome);

    public ToolResult ToResult(string callId) => new(Output, Error) { CallId = callId };
}

namespace Switchyard.Agents.Tools.Retries;

/// <summary>A call that failed and may be made again.</summary>
/// <param name="Tool">The tool.</param>
/// <param name="Made">How many times it was made.</param>
/// <param name="Attempt">What came of it the last time.</param>
/// <param name="Delay">How long to wait before it is made again.</param>
internal sealed record FailedAttempt(ToolDefinition Tool, int Made, ToolAttempt Attempt, TimeSpan Delay);

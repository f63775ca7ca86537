namespace Switchyard.Agents.Tools;

/// <summary>What came of trying a call once.</summary>
/// <param name="Result">What the model is told.</param>
/// <param name="Broken">What the tool threw, or why its time was over; <see langword="null"/> where it answered.</param>
internal readonly record struct ToolAttempt(ToolResult Result, Exception? Broken = null);

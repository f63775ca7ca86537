using Switchyard.Contracts.Agents;

namespace Switchyard.Tests.Common.Agents;

/// <summary>One product that was asked.</summary>
/// <param name="Question">The question.</param>
/// <param name="Expected">The right answer's digits.</param>
/// <param name="Run">What came of it.</param>
public sealed record RandomProduct(string Question, string Expected, RunDetail Run)
{
    /// <summary>Gets whether the answer holds the product and the calculator gave it.</summary>
    public bool IsRight => Run.Output?.Contains(Expected, StringComparison.Ordinal) == true
        && Run.Events.Any(runEvent => runEvent is { Type: RunEventTypes.ToolResult, Name: "calculator" } && runEvent.Output == Expected);
}

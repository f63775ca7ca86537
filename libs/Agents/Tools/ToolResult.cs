namespace Switchyard.Agents.Tools;

/// <summary>What came of a tool call: the text the model is shown, and whether it is an error.</summary>
/// <param name="Output">The text the model reads; an error begins with <c>Error: </c>.</param>
/// <param name="ErrorMessage">What went wrong, without the prefix; null on success.</param>
public readonly record struct ToolResult(string Output, string? ErrorMessage)
{
    /// <summary>Gets what it used; <see langword="null"/> where no model was asked.</summary>
    public AgentUsage? Usage { get; init; }

    /// <summary>Gets to whom an agent that was called hands over instead of answering; <see langword="null"/> where it does not, or where nobody takes over.</summary>
    public AgentHandoff? Handoff { get; init; }

    /// <summary>Gets the call's id, unique in its run; <see langword="null"/> where it has none.</summary>
    public string? CallId { get; init; }

    /// <summary>Gets whether what went wrong may be over a moment later, so that the same call is worth making again.</summary>
    public bool MayPass { get; init; }

    /// <summary>Gets whether the tool did what it was asked.</summary>
    public bool IsSuccess => ErrorMessage is null;

    /// <summary>The tool's output.</summary>
    public static ToolResult Success(string output) => new(output, null);

    /// <summary>The tool could not do it; the model is told why.</summary>
    public static ToolResult Failure(string message) => new("Error: " + message, message);
}

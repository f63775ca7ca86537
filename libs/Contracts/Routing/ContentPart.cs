namespace Switchyard.Contracts.Routing;

/// <summary>One piece of what was asked or answered.</summary>
public sealed record ContentPart
{
    /// <summary>Gets whose it is: <c>system</c>, <c>user</c>, <c>assistant</c>, <c>tool</c>; <c>other</c> for a role nobody knows.</summary>
    public required string Role { get; init; }

    /// <summary>Gets what it is: <c>text</c>, <c>reasoning</c>, <c>refusal</c>, <c>tool_call</c>, <c>tool_result</c>, <c>media</c>, <c>error</c>, <c>json</c> for an answer that is no readable JSON, <c>other</c>.</summary>
    public required string Type { get; init; }

    /// <summary>Gets the function; of <c>tool_call</c>.</summary>
    public string? Name { get; init; }

    /// <summary>Gets which of several answers it belongs to, from 0; absent where there is one.</summary>
    public int? Choice { get; init; }

    /// <summary>Gets what it says: of <c>tool_call</c> the arguments, of <c>media</c> the type and size in place of the bytes.</summary>
    public required string Text { get; init; }
}

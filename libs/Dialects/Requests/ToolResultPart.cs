namespace Switchyard.Dialects.Requests;

/// <summary>What a call gave.</summary>
/// <param name="CallId">The call's id.</param>
/// <param name="Content">The result: text, images, documents.</param>
public sealed record ToolResultPart(string CallId, IReadOnlyList<MessagePart> Content) : MessagePart
{
    /// <summary>Gets whether the call failed.</summary>
    public bool IsError { get; init; }
}

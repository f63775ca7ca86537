namespace Switchyard.Dialects.Requests;

/// <summary>One turn of a conversation.</summary>
/// <param name="Role">Whose turn it is.</param>
/// <param name="Parts">What it consists of, in order.</param>
/// <param name="Field">Where the caller's body has it, as a path.</param>
public sealed record Message(MessageRole Role, IReadOnlyList<MessagePart> Parts, string Field)
{
    /// <summary>Gets the participant's name.</summary>
    public string? Name { get; init; }
}

namespace Switchyard.Dialects.Requests;

/// <summary>Text.</summary>
/// <param name="Text">The text.</param>
public sealed record TextPart(string Text) : MessagePart;

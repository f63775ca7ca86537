namespace Switchyard.Dialects.Requests;

/// <summary>The model's explanation why it will not answer, which OpenAI keeps apart from text; elsewhere it is text.</summary>
/// <param name="Text">The explanation.</param>
public sealed record RefusalPart(string Text) : MessagePart;

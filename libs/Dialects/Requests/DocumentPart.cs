namespace Switchyard.Dialects.Requests;

/// <summary>A document: a PDF, or text.</summary>
/// <param name="Source">Where it is; text documents are <c>text/plain</c> with their text in base64.</param>
public sealed record DocumentPart(MediaSource Source) : MessagePart
{
    /// <summary>Gets the document's name.</summary>
    public string? Name { get; init; }
}

namespace Switchyard.Documents;

/// <summary>A document gave no text.</summary>
/// <param name="failure">Why.</param>
/// <param name="message">The same in words that follow the document's name: <c>is encrypted</c>.</param>
public sealed class DocumentException(DocumentFailure failure, string message) : Exception(message)
{
    /// <summary>Gets why.</summary>
    public DocumentFailure Failure { get; } = failure;
}

namespace Switchyard.Dialects.Requests;

/// <summary>An image.</summary>
/// <param name="Source">Where it is.</param>
public sealed record ImagePart(MediaSource Source) : MessagePart
{
    /// <summary>Gets OpenAI's <c>detail</c>: <c>low</c>, <c>high</c> or <c>auto</c>. A hint.</summary>
    public string? Detail { get; init; }
}

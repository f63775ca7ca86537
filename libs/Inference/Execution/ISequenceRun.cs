namespace Switchyard.Inference.Execution;

/// <summary>One sequence of an <see cref="ISequenceModel"/>.</summary>
/// <remarks>Used by one thread at a time. Disposal frees its keys and values.</remarks>
internal interface ISequenceRun : IDisposable
{
    /// <summary>Runs <paramref name="tokens"/> after those before.</summary>
    /// <param name="tokens">At least one token.</param>
    /// <param name="logits">Is given the logits after the last.</param>
    void Append(ReadOnlySpan<int> tokens, Span<float> logits);
}

namespace Switchyard.Dialects.Embeddings;

/// <summary>How upstreams of one dialect are asked for vectors and answer.</summary>
/// <remarks>Implementations keep no state and may be used by several threads at once.</remarks>
public interface IEmbeddingDialect
{
    /// <summary>Writes <paramref name="request"/>.</summary>
    /// <param name="request">The request, its model already named as the upstream knows it.</param>
    UpstreamRequest Write(EmbeddingRequest request);

    /// <summary>Reads a body sent with a success status.</summary>
    /// <param name="body">UTF-8 JSON; not kept.</param>
    /// <exception cref="AnswerFormatException">The body is not an answer of this dialect.</exception>
    EmbeddingAnswer Read(ReadOnlySpan<byte> body);
}

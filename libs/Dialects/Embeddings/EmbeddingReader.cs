using Switchyard.Dialects.Answers;
using Switchyard.Dialects.Json;

namespace Switchyard.Dialects.Embeddings;

/// <summary>The edge of every reader of vectors: JSON in, and complaints about the upstream out.</summary>
internal abstract class EmbeddingReader : IEmbeddingDialect
{
    public abstract UpstreamRequest Write(EmbeddingRequest request);

    public EmbeddingAnswer Read(ReadOnlySpan<byte> body)
    {
        try
        {
            return Read(JsonField.ParseObject(body));
        }
        catch (JsonShapeException exception)
        {
            throw new AnswerFormatException($"The upstream's answer does not follow its dialect: {exception.Message}", exception);
        }
    }

    protected abstract EmbeddingAnswer Read(JsonField root);

    protected static float[] ReadVector(JsonField vector) => [.. vector.Items().Select(item => (float)(item.Number() ?? throw item.Wrong("a number")))];

    protected static TokenUsage? ReadUsage(JsonField count) => count.LongWholeNumber() is { } tokens ? new TokenUsage { InputTokens = tokens } : null;
}

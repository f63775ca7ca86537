using System.Buffers;
using Switchyard.Dialects.Embeddings;
using Switchyard.Router.Forwarding.Events;

namespace Switchyard.Router.Translation;

/// <summary>Translates vectors.</summary>
internal sealed class EmbeddingsTranslation(IEmbeddingDialect upstream, EmbeddingRequest request) : AnswerTranslation
{
    public override ReadOnlyMemory<byte> Translate(ReadOnlySpan<byte> answer, StreamOutcome outcome)
    {
        var read = upstream.Read(answer);
        outcome.Usage = AnswerUsage.Of(read.Usage);
        var output = new ArrayBufferWriter<byte>(answer.Length);
        EmbeddingAnswerWriter.Write(read, request, output);
        return output.WrittenMemory;
    }
}

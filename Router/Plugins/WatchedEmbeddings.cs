using Switchyard.Dialects;
using Switchyard.Dialects.Embeddings;

namespace Switchyard.Router.Plugins;

/// <summary>How a plugin asks for vectors and reads them, watched.</summary>
internal sealed class WatchedEmbeddings(IEmbeddingDialect embeddings, PluginWatch watch) : IEmbeddingDialect
{
    public UpstreamRequest Write(EmbeddingRequest request)
    {
        try
        {
            return embeddings.Write(request);
        }
        catch (Exception exception) when (exception is not TranslationException)
        {
            throw watch.Unwritten(exception);
        }
    }

    public EmbeddingAnswer Read(ReadOnlySpan<byte> body)
    {
        try
        {
            return embeddings.Read(body);
        }
        catch (Exception exception) when (exception is not AnswerFormatException)
        {
            throw watch.Unread(exception);
        }
    }
}

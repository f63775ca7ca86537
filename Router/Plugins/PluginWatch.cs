using Switchyard.Dialects;
using Switchyard.Router.Telemetry;

namespace Switchyard.Router.Plugins;

/// <summary>Puts a net under one plugin's code: what it throws against the interface becomes a failure of the one request, and is logged.</summary>
internal sealed partial class PluginWatch(string providerId, ILogger logger)
{
    public UpstreamDialect Over(UpstreamDialect dialect) => dialect with
    {
        RequestWriter = new WatchedRequestWriter(dialect.RequestWriter, this),
        AnswerReader = new WatchedAnswerReader(dialect.AnswerReader, this),
        ErrorReader = new WatchedErrorReader(dialect.ErrorReader, this),
        CreateEventReader = context => new WatchedEventReader(() => dialect.CreateEventReader(context), this),
        Embeddings = dialect.Embeddings is { } embeddings ? new WatchedEmbeddings(embeddings, this) : null,
    };

    // Neither failure carries the exception: whoever logged it would log its text.

    /// <summary>Makes the failure of a request that could not be written; another provider may still get it.</summary>
    public TranslationException Unwritten(Exception exception)
    {
        Report(exception);
        return new TranslationException(string.Empty, $"The plugin of the provider '{providerId}' failed over this request. The Router's log says where.") { IsUnsupported = true };
    }

    /// <summary>Makes the failure of an answer that could not be read.</summary>
    public AnswerFormatException Unread(Exception exception)
    {
        Report(exception);
        return new AnswerFormatException($"The plugin of the provider '{providerId}' failed over the answer. The Router's log says where.");
    }

    /// <summary>Logs where the plugin failed, and not the exception's text, which may quote what a caller said.</summary>
    public void Report(Exception exception) => LogFailed(providerId, exception.GetType().Name, exception.StackTrace?.Split('\n')[0].Trim());

    [LoggerMessage(EventId = EventIds.PluginFailed, Level = LogLevel.Error, Message = "The plugin of the provider '{ProviderId}' threw a {ExceptionType} that the interface does not know: {Place}.")]
    private partial void LogFailed(string providerId, string exceptionType, string? place);
}

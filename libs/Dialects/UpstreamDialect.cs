using Switchyard.Dialects.Embeddings;

namespace Switchyard.Dialects;

/// <summary>Everything needed to talk with upstreams of one dialect.</summary>
public sealed record UpstreamDialect
{
    /// <summary>Gets the dialect.</summary>
    public required Dialect Dialect { get; init; }

    /// <summary>Gets what errors call it. Default: the name of <see cref="Dialect"/>.</summary>
    public string Name
    {
        get => field ?? Dialect.ToString();
        init;
    }

    /// <summary>Gets the writer of requests.</summary>
    public required IRequestWriter RequestWriter { get; init; }

    /// <summary>Gets the reader of whole answers.</summary>
    public required IAnswerReader AnswerReader { get; init; }

    /// <summary>Gets the reader of errors.</summary>
    public required IErrorReader ErrorReader { get; init; }

    /// <summary>Gets what makes the reader of one stream.</summary>
    public required Func<AnswerContext, IEventReader> CreateEventReader { get; init; }

    /// <summary>Gets how vectors are asked for; <see langword="null"/> where the dialect has none, or has OpenAI's own.</summary>
    public IEmbeddingDialect? Embeddings { get; init; }

    /// <summary>Gets whether streams are lines of JSON rather than server-sent events.</summary>
    public bool StreamsJsonLines { get; init; }
}

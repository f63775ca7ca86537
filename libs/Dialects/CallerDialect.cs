namespace Switchyard.Dialects;

/// <summary>Everything needed to talk with callers of one dialect.</summary>
public sealed record CallerDialect
{
    /// <summary>Gets the dialect.</summary>
    public required Dialect Dialect { get; init; }

    /// <summary>Gets the reader of requests.</summary>
    public required IRequestReader RequestReader { get; init; }

    /// <summary>Gets the writer of whole answers.</summary>
    public required IAnswerWriter AnswerWriter { get; init; }

    /// <summary>Gets the writer of errors.</summary>
    public required IErrorWriter ErrorWriter { get; init; }

    /// <summary>Gets what makes the writer of one stream.</summary>
    public required Func<AnswerContext, IEventWriter> CreateEventWriter { get; init; }
}

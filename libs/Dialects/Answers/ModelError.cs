namespace Switchyard.Dialects.Answers;

/// <summary>What went wrong, in no dialect.</summary>
/// <param name="Class">Whose fault it is.</param>
/// <param name="Message">A sentence for people.</param>
public sealed record ModelError(ErrorClass Class, string Message)
{
    /// <summary>Gets the error of an answer that broke off after a part of it.</summary>
    public static ModelError Interrupted { get; } =
        new(ErrorClass.Upstream, "The answer broke off: the model's server stopped in the middle of it. What was sent so far is incomplete.") { Code = "upstream_stream_interrupted" };

    /// <summary>Gets OpenAI's code for the class; <see langword="null"/> where it has none.</summary>
    public string? StandardCode => Class switch
    {
        ErrorClass.ContextLength => "context_length_exceeded",
        ErrorClass.ContentFilter => "content_filter",
        ErrorClass.Quota => "insufficient_quota",
        ErrorClass.RateLimit => "rate_limit_exceeded",
        ErrorClass.NotFound => "model_not_found",
        ErrorClass.Authentication => "invalid_api_key",
        _ => null,
    };

    /// <summary>Gets the code a program can test, as the upstream gave it.</summary>
    public string? Code { get; init; }

    /// <summary>Gets the request member at fault.</summary>
    public string? Field { get; init; }

    /// <summary>Gets when to try again, where the body says so.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>Gets the error for a caller whose request could not be translated.</summary>
    public static ModelError From(TranslationException exception)
    {
        ArgumentNullException.ThrowIfNull(exception);
        return new ModelError(ErrorClass.InvalidRequest, exception.Message)
        {
            Code = exception.IsUnsupported ? "unsupported_parameter" : null,
            Field = exception.Field.Length > 0 ? exception.Field : null,
        };
    }
}

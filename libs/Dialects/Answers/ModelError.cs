namespace Switchyard.Dialects.Answers;

/// <summary>What went wrong, in no dialect.</summary>
/// <param name="Class">Whose fault it is.</param>
/// <param name="Message">A sentence for people.</param>
public sealed record ModelError(ErrorClass Class, string Message)
{
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

namespace Switchyard.Dialects;

/// <summary>A caller's request is malformed, or asks for something the upstream's dialect cannot express.</summary>
public sealed class TranslationException : Exception
{
    /// <summary>Initializes an exception about one member of the request.</summary>
    /// <param name="field">The member as the caller's dialect names it, as a path; empty for the whole body.</param>
    /// <param name="message">A sentence for the caller.</param>
    /// <param name="innerException">What led to it.</param>
    public TranslationException(string field, string message, Exception? innerException = null)
        : base(message, innerException)
    {
        Field = field;
    }

    /// <summary>Initializes an exception without a text.</summary>
    public TranslationException()
        : this(string.Empty, "The request cannot be translated.")
    {
    }

    /// <summary>Initializes an exception about the whole body.</summary>
    /// <param name="message">A sentence for the caller.</param>
    public TranslationException(string message)
        : this(string.Empty, message)
    {
    }

    /// <summary>Initializes an exception about the whole body.</summary>
    /// <param name="message">A sentence for the caller.</param>
    /// <param name="innerException">What led to it.</param>
    public TranslationException(string message, Exception innerException)
        : this(string.Empty, message, innerException)
    {
    }

    /// <summary>Gets the member at fault as the caller names it, as a path; empty for the whole body.</summary>
    public string Field { get; }

    /// <summary>Gets whether the request is well-formed and only this upstream's dialect cannot express it; another upstream may.</summary>
    public bool IsUnsupported { get; init; }
}

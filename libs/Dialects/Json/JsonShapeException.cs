namespace Switchyard.Dialects.Json;

/// <summary>A value is missing or of the wrong kind. Readers turn it into what their side calls it.</summary>
public sealed class JsonShapeException : Exception
{
    /// <summary>Initializes an exception about the value at <paramref name="path"/>.</summary>
    /// <param name="path">Where the value is, as a path; empty for the whole document.</param>
    /// <param name="message">A sentence that says what is wrong with it.</param>
    /// <param name="innerException">What led to it.</param>
    public JsonShapeException(string path, string message, Exception? innerException = null)
        : base(message, innerException)
    {
        Path = path;
    }

    /// <summary>Initializes an exception without a text.</summary>
    public JsonShapeException()
        : this(string.Empty, "The document has another shape than it must have.")
    {
    }

    /// <summary>Initializes an exception about the whole document.</summary>
    /// <param name="message">A sentence that says what is wrong with it.</param>
    public JsonShapeException(string message)
        : this(string.Empty, message)
    {
    }

    /// <summary>Initializes an exception about the whole document.</summary>
    /// <param name="message">A sentence that says what is wrong with it.</param>
    /// <param name="innerException">What led to it.</param>
    public JsonShapeException(string message, Exception innerException)
        : this(string.Empty, message, innerException)
    {
    }

    /// <summary>Gets where the value is, as a path; empty for the whole document.</summary>
    public string Path { get; }

    /// <summary>Gets whether the value is right in its own dialect and has no equivalent in others.</summary>
    public bool IsUnsupported { get; init; }
}

namespace Switchyard.Dialects.Json;

/// <summary>A value is missing or of the wrong kind. Readers turn it into what their side calls it.</summary>
internal sealed class JsonShapeException(string path, string message, Exception? innerException = null) : Exception(message, innerException)
{
    /// <summary>Gets where the value is, as a path; empty for the whole document.</summary>
    public string Path { get; } = path;

    /// <summary>Gets whether the value is right in its own dialect and has no equivalent in others.</summary>
    public bool IsUnsupported { get; init; }
}

using Switchyard.Dialects.Requests;

namespace Switchyard.Dialects;

/// <summary>Reads a caller's request.</summary>
/// <remarks>Implementations keep no state and may be used by several threads at once.</remarks>
public interface IRequestReader
{
    /// <summary>Reads a whole body.</summary>
    /// <param name="body">UTF-8 JSON; not kept.</param>
    /// <exception cref="TranslationException">The body is malformed, or says something no other dialect can express.</exception>
    ModelRequest Read(ReadOnlySpan<byte> body);
}

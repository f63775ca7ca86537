using Switchyard.Dialects.Answers;

namespace Switchyard.Dialects;

/// <summary>Reads an upstream's refusal.</summary>
/// <remarks>Implementations keep no state and may be used by several threads at once. They never throw: a body that says nothing leaves the status to speak.</remarks>
public interface IErrorReader
{
    /// <summary>Reads a body sent with the HTTP status <paramref name="status"/>.</summary>
    ModelError Read(int status, ReadOnlySpan<byte> body);
}

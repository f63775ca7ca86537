using System.Buffers;
using Switchyard.Dialects.Answers;

namespace Switchyard.Dialects;

/// <summary>Writes an error for a caller.</summary>
/// <remarks>Implementations keep no state and may be used by several threads at once.</remarks>
public interface IErrorWriter
{
    /// <summary>Gets the HTTP status the caller's dialect has for <paramref name="modelError"/>.</summary>
    int StatusOf(ModelError modelError);

    /// <summary>Writes the body that goes with <see cref="StatusOf"/>.</summary>
    /// <param name="modelError">What went wrong.</param>
    /// <param name="requestId">The request's id, which callers quote when they ask for help.</param>
    /// <param name="output">Takes UTF-8 JSON.</param>
    void Write(ModelError modelError, string requestId, IBufferWriter<byte> output);
}

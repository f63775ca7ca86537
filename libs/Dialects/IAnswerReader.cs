using Switchyard.Dialects.Answers;

namespace Switchyard.Dialects;

/// <summary>Reads an upstream's whole answer.</summary>
/// <remarks>Implementations keep no state and may be used by several threads at once.</remarks>
public interface IAnswerReader
{
    /// <summary>Reads a body sent with a success status.</summary>
    /// <param name="body">UTF-8 JSON; not kept.</param>
    /// <param name="context">Gives ids to what the upstream leaves without.</param>
    /// <exception cref="AnswerFormatException">The body is not an answer of this dialect; one with an error inside is not either.</exception>
    ModelAnswer Read(ReadOnlySpan<byte> body, AnswerContext context);
}

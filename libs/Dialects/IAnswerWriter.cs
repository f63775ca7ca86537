using System.Buffers;
using Switchyard.Dialects.Answers;

namespace Switchyard.Dialects;

/// <summary>Writes a whole answer for a caller.</summary>
/// <remarks>Implementations keep no state and may be used by several threads at once.</remarks>
public interface IAnswerWriter
{
    /// <summary>Writes <paramref name="answer"/> as UTF-8 JSON.</summary>
    /// <exception cref="AnswerFormatException">The caller's dialect cannot express the answer (tool arguments that are no JSON object).</exception>
    void Write(ModelAnswer answer, AnswerContext context, IBufferWriter<byte> output);
}

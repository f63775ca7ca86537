using Switchyard.Dialects.Answers;

namespace Switchyard.Dialects.Json;

/// <summary>The edge of every answer reader: JSON in, and complaints about the upstream out.</summary>
public abstract class AnswerReader : IAnswerReader
{
    /// <inheritdoc/>
    public ModelAnswer Read(ReadOnlySpan<byte> body, AnswerContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        try
        {
            return Read(JsonField.ParseObject(body), context);
        }
        catch (JsonShapeException exception)
        {
            throw new AnswerFormatException($"The upstream's answer does not follow its dialect: {exception.Message}", exception);
        }
    }

    /// <summary>Reads the answer; what is missing or of the wrong kind is said by <paramref name="root"/> itself.</summary>
    protected abstract ModelAnswer Read(JsonField root, AnswerContext context);
}

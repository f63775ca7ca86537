using Switchyard.Dialects.Answers;

namespace Switchyard.Dialects.Json;

/// <summary>The edge of every answer reader: JSON in, and complaints about the upstream out.</summary>
internal abstract class AnswerReader : IAnswerReader
{
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

    protected abstract ModelAnswer Read(JsonField root, AnswerContext context);
}

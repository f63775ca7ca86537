using System.Buffers;
using Switchyard.Dialects.Answers;

namespace Switchyard.Dialects.Responses;

/// <summary>Writes whole responses.</summary>
internal sealed class ResponsesAnswerWriter : IAnswerWriter
{
    public void Write(ModelAnswer answer, AnswerContext context, IBufferWriter<byte> output)
    {
        ArgumentNullException.ThrowIfNull(answer);
        ArgumentNullException.ThrowIfNull(context);
        using var json = AnswerJson.Create(output);
        var id = ResponseId.Of(answer.Id, context);
        ResponseObject.Write(json, id, answer.Model ?? context.Request.Model, ResponseStatus.Of(answer.Finish), answer.Parts, answer.Usage, context);
    }
}

using System.Buffers;
using Switchyard.Dialects.Answers;
using Switchyard.Router.Forwarding;

namespace Switchyard.Router.Strategies;

/// <summary>Gives the caller the answer that was chosen: as it came, or as a stream where that was asked for.</summary>
internal static class AnswerDelivery
{
    private const string Json = "application/json";

    /// <summary>Delivers one model's answer.</summary>
    public static Task DeliverAsync(HttpContext context, StrategyKind kind, ForwardRequest request, CapturedAnswer answer)
    {
        if (!context.Response.HasStarted)
        {
            CopyHeaders(context.Response, answer.Headers);
            StrategyHeaders.Write(context.Response, kind, answer.ModelId);
        }

        var isInItsDialect = request.Operation is UpstreamOperation.Chat or UpstreamOperation.Messages;
        return request.Caller!.Answer.Request.Stream || !isInItsDialect ? DeliverAsync(context, request, answer.Answer!) : WriteAsync(context, Json, answer.Bytes);
    }

    /// <summary>Delivers an answer in no dialect.</summary>
    public static Task DeliverAsync(HttpContext context, ForwardRequest request, ModelAnswer answer)
    {
        var (caller, output) = (request.Caller!, new ArrayBufferWriter<byte>());
        if (!caller.Answer.Request.Stream)
        {
            caller.Caller.AnswerWriter.Write(answer, caller.Answer, output);
            return WriteAsync(context, Json, output.WrittenMemory);
        }

        using var writer = caller.Caller.CreateEventWriter(caller.Answer);
        AnswerReplay.Write(answer, writer, output);
        return WriteAsync(context, StrategyStream.ContentType, output.WrittenMemory);
    }

    /// <summary>Copies what came with an answer.</summary>
    public static void CopyHeaders(HttpResponse response, IHeaderDictionary headers)
    {
        foreach (var (name, value) in headers)
        {
            response.Headers[name] = value;
        }
    }

    /// <summary>Delivers several models' answers that were put into one.</summary>
    public static Task DeliverAsync(HttpContext context, StrategyKind kind, string modelId, ReadOnlyMemory<byte> merged)
    {
        StrategyHeaders.Write(context.Response, kind, modelId);
        return WriteAsync(context, Json, merged);
    }

    private static async Task WriteAsync(HttpContext context, string contentType, ReadOnlyMemory<byte> bytes)
    {
        if (!context.Response.HasStarted)
        {
            context.Response.ContentType = contentType;
            context.Response.ContentLength = contentType == Json ? bytes.Length : null;
        }

        await context.Response.Body.WriteAsync(bytes, context.RequestAborted);
    }
}

using System.Buffers;
using System.Text.Json;
using System.Text.Json.Nodes;
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
            foreach (var (name, value) in answer.Headers)
            {
                context.Response.Headers[name] = value;
            }

            StrategyHeaders.Write(context.Response, kind, answer.ModelId);
        }

        if (!request.Caller!.Answer.Request.Stream)
        {
            return WriteAsync(context, Json, answer.Bytes);
        }

        var events = new ArrayBufferWriter<byte>();
        using var writer = request.Caller.Caller.CreateEventWriter(request.Caller.Answer);
        AnswerReplay.Write(answer.Answer!, writer, events);
        return WriteAsync(context, StrategyStream.ContentType, events.WrittenMemory);
    }

    /// <summary>Delivers several models' answers as one with several choices.</summary>
    public static Task DeliverAsync(HttpContext context, StrategyKind kind, ForwardRequest request, string modelId, JsonObject merged)
    {
        if (!context.Response.HasStarted)
        {
            StrategyHeaders.Write(context.Response, kind, modelId);
        }

        var asked = request.Caller!.Answer.Request;
        return asked.Stream
            ? WriteAsync(context, StrategyStream.ContentType, ChoiceChunks.Write(merged, asked.IncludeUsage))
            : WriteAsync(context, Json, JsonSerializer.SerializeToUtf8Bytes(merged));
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

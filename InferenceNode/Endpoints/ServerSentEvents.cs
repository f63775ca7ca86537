using System.Buffers;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Switchyard.Contracts.OpenAI;
using Switchyard.ServiceDefaults.Errors;

namespace Switchyard.InferenceNode.Endpoints;

/// <summary>Writes server-sent events; each is flushed, because a token that waits in a buffer is a token late.</summary>
internal sealed class ServerSentEvents(HttpContext context)
{
    /// <summary>Sends the headers' values; they leave with the first event.</summary>
    public void Start()
    {
        context.Response.ContentType = "text/event-stream";
        context.Response.Headers.CacheControl = "no-cache";
        context.Response.Headers["X-Accel-Buffering"] = "no";
    }

    public async Task WriteAsync<T>(T value, JsonTypeInfo<T> type, CancellationToken cancellationToken)
    {
        var body = context.Response.BodyWriter;
        body.Write("data: "u8);
        body.Write(JsonSerializer.SerializeToUtf8Bytes(value, type));
        body.Write("\n\n"u8);
        await body.FlushAsync(cancellationToken);
    }

    /// <summary>Ends a stream that went well.</summary>
    public async Task WriteDoneAsync(CancellationToken cancellationToken)
    {
        context.Response.BodyWriter.Write("data: [DONE]\n\n"u8);
        await context.Response.BodyWriter.FlushAsync(cancellationToken);
    }

    /// <summary>Ends a stream that failed: one error event, and no [DONE] after it.</summary>
    public Task WriteErrorAsync(ApiError error, CancellationToken cancellationToken)
    {
        var detail = new ErrorDetail { Message = error.Message, Type = error.Type, Code = error.Code, Param = error.Param, RequestId = context.TraceIdentifier };
        return WriteAsync(new ErrorResponse { Error = detail }, OpenAIJsonContext.Default.ErrorResponse, cancellationToken);
    }
}

using System.Buffers;
using Switchyard.Dialects.Answers;
using Switchyard.Dialects.Events;
using Switchyard.Router.Forwarding;
using Switchyard.ServiceDefaults.Errors;

namespace Switchyard.Router.Strategies;

/// <summary>A stream that began with comments, before there was an answer.</summary>
internal static class StrategyStream
{
    public const string ContentType = "text/event-stream";

    /// <summary>Ends it with the caller's error event.</summary>
    public static async Task FailAsync(HttpContext context, ForwardRequest request, ApiError error)
    {
        var events = new ArrayBufferWriter<byte>();
        using var writer = request.Caller!.Caller.CreateEventWriter(request.Caller.Answer);
        writer.Write(new ModelEvent { Kind = ModelEventKind.Failed, Error = new ModelError(ClassOf(error.Status), error.Message) { Code = error.Code } }, events);
        await context.Response.Body.WriteAsync(events.WrittenMemory, context.RequestAborted);
    }

    private static ErrorClass ClassOf(int status) => status switch
    {
        429 => ErrorClass.RateLimit,
        >= 400 and < 500 => ErrorClass.InvalidRequest,
        _ => ErrorClass.Overloaded,
    };
}

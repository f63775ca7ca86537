using System.Buffers;
using Switchyard.Dialects;
using Switchyard.Dialects.Answers;
using Switchyard.ServiceDefaults.Errors;

namespace Switchyard.Router.Errors;

/// <summary>Writes every error of the messages path as Anthropic does, also those that come before the endpoint is reached.</summary>
internal sealed class AnthropicErrorFormat : IErrorFormat
{
    /// <summary>The header in which Anthropic's clients look for the request's id.</summary>
    public const string RequestIdHeader = "request-id";

    private static readonly IErrorWriter s_writer = DialectRegistry.Caller(Dialect.Anthropic).ErrorWriter;

    public bool Serves(HttpRequest request) => request.Path.StartsWithSegments("/v1/messages", StringComparison.OrdinalIgnoreCase);

    public async Task WriteAsync(HttpContext context, ApiError apiError)
    {
        var modelError = new ModelError(ClassOf(apiError), apiError.Message) { Code = apiError.Code, Field = apiError.Param };
        var body = new ArrayBufferWriter<byte>();
        s_writer.Write(modelError, context.TraceIdentifier, body);
        context.Response.StatusCode = StatusOf(apiError, modelError);
        context.Response.ContentType = "application/json";
        context.Response.ContentLength = body.WrittenCount;
        context.Response.Headers[RequestIdHeader] = context.TraceIdentifier;
        await context.Response.Body.WriteAsync(body.WrittenMemory, context.RequestAborted);
    }

    // Classes are fewer than statuses: what HTTP says of the request itself (405, 415) stays, and Anthropic's own statuses take the place of others'.
    private static int StatusOf(ApiError error, ModelError modelError) =>
        modelError.Class is ErrorClass.Overloaded or ErrorClass.Quota ? s_writer.StatusOf(modelError) : error.Status;

    private static ErrorClass ClassOf(ApiError error) => (error.Status, error.Code) switch
    {
        (_, "context_length_exceeded") => ErrorClass.ContextLength,
        (402, _) or (_, "insufficient_quota") => ErrorClass.Quota,
        (401, _) => ErrorClass.Authentication,
        (403, _) => ErrorClass.Permission,
        (404, _) => ErrorClass.NotFound,
        (413, _) => ErrorClass.TooLarge,
        (429, _) => ErrorClass.RateLimit,
        (503, _) => ErrorClass.Overloaded,
        ( < 500, _) => ErrorClass.InvalidRequest,
        _ => ErrorClass.Internal,
    };
}

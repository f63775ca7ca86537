using System.Buffers;
using System.Text.Json;
using Switchyard.Dialects.Answers;
using Switchyard.Dialects.Errors;
using Switchyard.Dialects.Events;
using Switchyard.Dialects.Json;

namespace Switchyard.Dialects.OpenAI;

/// <summary>Writes errors as OpenAI does.</summary>
internal sealed class OpenAIErrorWriter : IErrorWriter
{
    public int StatusOf(ModelError modelError)
    {
        ArgumentNullException.ThrowIfNull(modelError);
        return ErrorClasses.StatusOf(modelError.Class);
    }

    public void Write(ModelError modelError, string requestId, IBufferWriter<byte> output)
    {
        ArgumentNullException.ThrowIfNull(modelError);
        using var json = AnswerJson.Create(output);
        json.WriteStartObject();
        WriteError(json, modelError, requestId);
        json.WriteEndObject();
    }

    /// <summary>Writes an event that ends a stream.</summary>
    public static void WriteEvent(EventOutput events, ModelError error, string? requestId, IBufferWriter<byte> output)
    {
        var json = events.Begin(output);
        json.WriteStartObject();
        WriteError(json, error, requestId);
        json.WriteEndObject();
        events.End();
    }

    /// <summary>Writes the <c>error</c> member.</summary>
    public static void WriteError(Utf8JsonWriter json, ModelError error, string? requestId)
    {
        json.WriteStartObject("error");
        json.WriteString("message", error.Message);
        json.WriteString("type", TypeOf(error.Class));
        json.WriteString("param", error.Field);
        json.WriteString("code", error.Code ?? error.StandardCode);
        json.WriteOptional("request_id", requestId);
        json.WriteEndObject();
    }

    private static string TypeOf(ErrorClass errorClass) => errorClass switch
    {
        ErrorClass.InvalidRequest or ErrorClass.ContextLength or ErrorClass.ContentFilter or ErrorClass.NotFound or ErrorClass.TooLarge => "invalid_request_error",
        ErrorClass.Authentication => "authentication_error",
        ErrorClass.Permission => "permission_error",
        ErrorClass.Quota => "insufficient_quota",
        ErrorClass.RateLimit => "rate_limit_error",
        _ => "api_error",
    };
}

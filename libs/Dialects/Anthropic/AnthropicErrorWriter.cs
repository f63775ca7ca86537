using System.Buffers;
using System.Text.Json;
using Switchyard.Dialects.Answers;
using Switchyard.Dialects.Errors;

namespace Switchyard.Dialects.Anthropic;

/// <summary>Writes errors as Anthropic does.</summary>
internal sealed class AnthropicErrorWriter : IErrorWriter
{
    public int StatusOf(ModelError modelError)
    {
        ArgumentNullException.ThrowIfNull(modelError);
        return modelError.Class switch
        {
            ErrorClass.Quota => 402,
            ErrorClass.Overloaded => 529,
            _ => ErrorClasses.StatusOf(modelError.Class),
        };
    }

    public void Write(ModelError modelError, string requestId, IBufferWriter<byte> output)
    {
        ArgumentNullException.ThrowIfNull(modelError);
        using var json = AnswerJson.Create(output);
        Write(json, modelError, requestId);
    }

    /// <summary>Writes the whole object, which is the same in a body and in a stream.</summary>
    public static void Write(Utf8JsonWriter json, ModelError modelError, string requestId)
    {
        json.WriteStartObject();
        json.WriteString("type", "error");
        json.WriteStartObject("error");
        json.WriteString("type", TypeOf(modelError.Class));
        json.WriteString("message", modelError.Field is { } field && !modelError.Message.Contains(field, StringComparison.Ordinal) ? $"{field}: {modelError.Message}" : modelError.Message);
        json.WriteEndObject();
        json.WriteString("request_id", requestId);
        json.WriteEndObject();
    }

    private static string TypeOf(ErrorClass errorClass) => errorClass switch
    {
        ErrorClass.InvalidRequest or ErrorClass.ContextLength or ErrorClass.ContentFilter => "invalid_request_error",
        ErrorClass.Authentication => "authentication_error",
        ErrorClass.Permission => "permission_error",
        ErrorClass.Quota => "billing_error",
        ErrorClass.NotFound => "not_found_error",
        ErrorClass.TooLarge => "request_too_large",
        ErrorClass.RateLimit => "rate_limit_error",
        ErrorClass.Overloaded => "overloaded_error",
        ErrorClass.Timeout => "timeout_error",
        _ => "api_error",
    };
}

using System.Text.Json;
using Switchyard.Contracts.OpenAI;
using Switchyard.ServiceDefaults.Errors;

namespace Switchyard.InferenceNode.Endpoints;

/// <summary>Checks a chat completion request, in the order a reader of the request would.</summary>
internal static class ChatRequestRules
{
    private static readonly HashSet<string> s_unserved = new(StringComparer.Ordinal)
    {
        "functions", "function_call", "audio", "modalities", "prediction", "reasoning_effort", "verbosity", "web_search_options", "store",
        "add_generation_prompt", "chat_template", "chat_template_kwargs", "continue_final_message", "documents",
    };

    public static ApiError? Check(ChatCompletionRequest request) =>
        MessageRules.Check(request.Messages)
        ?? CheckSampling(request)
        ?? ToolRules.Check(request)
        ?? CheckNotServed(request);

    private static ApiError? CheckSampling(ChatCompletionRequest request) =>
        ParameterRules.CheckTemperature(request.Temperature)
        ?? ParameterRules.CheckTopP(request.TopP)
        ?? ParameterRules.CheckTopK(request.TopK)
        ?? ParameterRules.CheckMaxTokens("max_tokens", request.MaxTokens)
        ?? ParameterRules.CheckMaxTokens("max_completion_tokens", request.MaxCompletionTokens)
        ?? ParameterRules.CheckStop(request.Stop)
        ?? ParameterRules.CheckChoices("n", request.N)
        ?? ParameterRules.CheckPenalty("frequency_penalty", request.FrequencyPenalty)
        ?? ParameterRules.CheckPenalty("presence_penalty", request.PresencePenalty)
        ?? ParameterRules.CheckStreamOptions(request.StreamOptions, request.Stream);

    private static ApiError? CheckNotServed(ChatCompletionRequest request) =>
        CheckLogprobs(request)
        ?? (request.LogitBias is { Count: > 0 } ? ApiErrors.UnsupportedParameter("logit_bias", "'logit_bias' is not served yet; leave it out.") : null)
        ?? CheckResponseFormat(request.ResponseFormat)
        ?? ParameterRules.CheckUnserved(request.Extra, s_unserved);

    private static ApiError? CheckLogprobs(ChatCompletionRequest request) => request switch
    {
        { TopLogprobs: < 0 or > 20 } => ApiErrors.InvalidValue("top_logprobs", "'top_logprobs' must be between 0 and 20."),
        { Logprobs: true } => ApiErrors.UnsupportedParameter("logprobs", "'logprobs' is not served yet; leave it out."),
        { TopLogprobs: > 0 } => ApiErrors.UnsupportedParameter("top_logprobs", "'top_logprobs' is not served yet; leave it out."),
        _ => null,
    };

    private static ApiError? CheckResponseFormat(JsonElement? format)
    {
        if (format is not { } value || value.ValueKind == JsonValueKind.Null)
        {
            return null;
        }

        if (value.ValueKind != JsonValueKind.Object || !value.TryGetProperty("type", out var type) || type.ValueKind != JsonValueKind.String)
        {
            return ApiErrors.InvalidValue("response_format", "'response_format' must be an object with a 'type'.");
        }

        return type.ValueEquals("text") ? null : ApiErrors.UnsupportedParameter("response_format", "Only the response format 'text' is served yet.");
    }
}

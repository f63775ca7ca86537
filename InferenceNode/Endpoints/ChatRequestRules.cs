using Switchyard.Contracts.OpenAI;
using Switchyard.ServiceDefaults.Errors;

namespace Switchyard.InferenceNode.Endpoints;

/// <summary>Checks a chat completion request, in the order a reader of the request would.</summary>
internal static class ChatRequestRules
{
    private static readonly HashSet<string> s_unserved = new(StringComparer.Ordinal)
    {
        "functions", "function_call", "audio", "modalities", "prediction", "reasoning_effort", "verbosity", "web_search_options", "store",
    };

    public static ApiError? Check(ChatCompletionRequest request, int tokenCount) =>
        MessageRules.Check(request.Messages)
        ?? ParameterRules.Check(request, tokenCount, request.MaxCompletionTokens ?? request.MaxTokens)
        ?? ParameterRules.CheckMaxTokens("max_tokens", request.MaxTokens)
        ?? ParameterRules.CheckMaxTokens("max_completion_tokens", request.MaxCompletionTokens)
        ?? CheckLogprobs(request)
        ?? ToolRules.Check(request)
        ?? ParameterRules.CheckUnserved(request.Extra, s_unserved);

    private static ApiError? CheckLogprobs(ChatCompletionRequest request) =>
        ParameterRules.CheckTopLogprobs("top_logprobs", request.TopLogprobs)
        ?? (request is { TopLogprobs: > 0, Logprobs: not true } ? ApiErrors.InvalidValue("top_logprobs", "'top_logprobs' goes with 'logprobs': true only.") : null);
}

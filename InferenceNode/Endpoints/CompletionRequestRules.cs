using Switchyard.Contracts.OpenAI;
using Switchyard.ServiceDefaults.Errors;

namespace Switchyard.InferenceNode.Endpoints;

/// <summary>Checks a text completion request, except for its prompt.</summary>
internal static class CompletionRequestRules
{
    public static ApiError? Check(CompletionRequest request, int tokenCount) =>
        ParameterRules.Check(request, tokenCount, request.MaxTokens)
        ?? ParameterRules.CheckTopLogprobs("logprobs", request.Logprobs)
        ?? CheckEcho(request)
        ?? CheckBestOf(request)
        ?? (string.IsNullOrEmpty(request.Suffix) ? null : ApiErrors.UnsupportedParameter("suffix", "'suffix' is not served; leave it out."))
        ?? ParameterRules.CheckUnserved(request.Extra, new HashSet<string>());

    // The prompt's own log probabilities would need the logits of all its tokens, which a cached prefix does not have.
    private static ApiError? CheckEcho(CompletionRequest request) =>
        request is { Echo: true, Logprobs: not null } ? ApiErrors.UnsupportedParameter("echo", "'echo' together with 'logprobs' is not served; leave one of them out.") : null;

    private static ApiError? CheckBestOf(CompletionRequest request) =>
        request.BestOf is { } count && count != (request.N ?? 1) ? ApiErrors.UnsupportedParameter("best_of", "'best_of' other than 'n' is not served; leave it out.") : null;
}

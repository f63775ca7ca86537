using Switchyard.Contracts.OpenAI;
using Switchyard.Inference.Models;
using Switchyard.ServiceDefaults.Errors;

namespace Switchyard.InferenceNode.Endpoints;

/// <summary>Checks a text completion request, except for its prompt.</summary>
internal static class CompletionRequestRules
{
    public static ApiError? Check(CompletionRequest request, InferenceModel model) =>
        ParameterRules.Check(request, model.Tokenizer.Count, request.MaxTokens)
        ?? CheckMaxTokens(request)
        ?? ParameterRules.CheckTopLogprobs("logprobs", request.Logprobs)
        ?? CheckEcho(request, model)
        ?? CheckBestOf(request)
        ?? (string.IsNullOrEmpty(request.Suffix) ? null : ApiErrors.UnsupportedParameter("suffix", "'suffix' is not served; leave it out."))
        ?? ParameterRules.CheckUnserved(request.Extra, new HashSet<string>());

    // Nothing but the prompt is an answer where the prompt is what is asked for.
    private static ApiError? CheckMaxTokens(CompletionRequest request) =>
        request is { Echo: true, MaxTokens: 0 } ? null : ParameterRules.CheckMaxTokens("max_tokens", request.MaxTokens);

    private static ApiError? CheckEcho(CompletionRequest request, InferenceModel model) =>
        request is { Echo: true, Logprobs: not null } && !model.Engine.ScoresPrompts
            ? ApiErrors.UnsupportedParameter("echo", "'echo' together with 'logprobs' is not served by this model: its graph gives the logits of a prompt's last token alone.")
            : null;

    private static ApiError? CheckBestOf(CompletionRequest request) =>
        request.BestOf is { } count && count != (request.N ?? 1) ? ApiErrors.UnsupportedParameter("best_of", "'best_of' other than 'n' is not served; leave it out.") : null;
}

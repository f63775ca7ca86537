using System.Text.Json;
using Switchyard.Contracts.OpenAI;
using Switchyard.Inference.Models;
using Switchyard.ServiceDefaults.Errors;

namespace Switchyard.InferenceNode.Endpoints;

/// <summary>Checks a text completion request and reads its prompt, which is text or tokens.</summary>
internal static class CompletionRequestRules
{
    private static readonly HashSet<string> s_unserved = new(StringComparer.Ordinal)
    {
        "frequency_penalty", "logit_bias", "logprobs", "presence_penalty", "suffix",
    };

    public static ApiError? Check(CompletionRequest request) =>
        ParameterRules.CheckTemperature(request.Temperature)
        ?? ParameterRules.CheckTopP(request.TopP)
        ?? ParameterRules.CheckTopK(request.TopK)
        ?? ParameterRules.CheckMaxTokens("max_tokens", request.MaxTokens)
        ?? ParameterRules.CheckStop(request.Stop)
        ?? ParameterRules.CheckChoices("n", request.N)
        ?? ParameterRules.CheckStreamOptions(request.StreamOptions, request.Stream)
        ?? ParameterRules.CheckUnserved(request.Extra, s_unserved);

    public static IReadOnlyList<int>? ReadPrompt(CompletionRequest request, InferenceModel model, out ApiError? error)
    {
        error = null;
        switch (request.Prompt)
        {
            case null or { ValueKind: JsonValueKind.Null }:
                error = ApiErrors.MissingParameter("prompt", "'prompt' is missing.");
                return null;
            case { ValueKind: JsonValueKind.String } text:
                return PromptFactory.FromText(model, "prompt", text.GetString()!, out error);
            case { ValueKind: JsonValueKind.Array } array:
                return ReadArray(array, model, out error);
            default:
                error = ApiErrors.InvalidValue("prompt", "'prompt' must be a string or an array of tokens.");
                return null;
        }
    }

    private static IReadOnlyList<int>? ReadArray(JsonElement array, InferenceModel model, out ApiError? error)
    {
        if (array.GetArrayLength() == 1 && array[0].ValueKind == JsonValueKind.String)
        {
            return PromptFactory.FromText(model, "prompt", array[0].GetString()!, out error);
        }

        if (array.EnumerateArray().Any(item => item.ValueKind != JsonValueKind.Number))
        {
            error = ApiErrors.UnsupportedParameter("prompt", "Several prompts in one request are not served yet; send one request for each.");
            return null;
        }

        var tokens = new List<int>(array.GetArrayLength());
        foreach (var item in array.EnumerateArray())
        {
            if (!item.TryGetInt32(out var token) || token < 0 || token >= model.Tokenizer.Count)
            {
                error = ApiErrors.InvalidValue($"prompt[{tokens.Count}]", $"A token must be a whole number from 0 to {model.Tokenizer.Count - 1}.");
                return null;
            }

            tokens.Add(token);
        }

        error = null;
        return tokens;
    }
}

using System.Text.Json;
using Switchyard.Inference.Models;
using Switchyard.ServiceDefaults.Errors;

namespace Switchyard.InferenceNode.Endpoints;

/// <summary>Reads the prompts of a text completion: text or tokens, or an array of either.</summary>
internal static class CompletionPrompts
{
    private const string Expected = "'prompt' must be a string, an array of strings, an array of tokens or an array of arrays of tokens.";

    public static IReadOnlyList<IReadOnlyList<int>>? Read(JsonElement? prompt, InferenceModel model, out ApiError? error)
    {
        switch (prompt)
        {
            case null or { ValueKind: JsonValueKind.Null }:
                error = ApiErrors.MissingParameter("prompt", "'prompt' is missing.");
                return null;
            case { ValueKind: JsonValueKind.Array } array when array.GetArrayLength() > 0 && array[0].ValueKind is JsonValueKind.String or JsonValueKind.Array:
                return ReadAll(array, model, out error);
            case { } one:
                return ReadOne(one, model, "prompt", out error) is { } tokens ? [tokens] : null;
        }
    }

    private static List<IReadOnlyList<int>>? ReadAll(JsonElement array, InferenceModel model, out ApiError? error)
    {
        var prompts = new List<IReadOnlyList<int>>();
        error = array.GetArrayLength() > ParameterRules.MaxTexts ? ApiErrors.InvalidValue("prompt", $"At most {ParameterRules.MaxTexts} prompts may be sent in one request.") : null;
        if (error is not null)
        {
            return null;
        }

        foreach (var item in array.EnumerateArray())
        {
            var at = $"prompt[{prompts.Count}]";
            if (item.ValueKind != array[0].ValueKind)
            {
                error = ApiErrors.InvalidValue(at, Expected);
                return null;
            }

            if (ReadOne(item, model, at, out error) is not { } prompt)
            {
                return null;
            }

            prompts.Add(prompt);
        }

        return prompts;
    }

    private static IReadOnlyList<int>? ReadOne(JsonElement prompt, InferenceModel model, string at, out ApiError? error)
    {
        var tokens = prompt.ValueKind switch
        {
            JsonValueKind.String => PromptFactory.FromText(model, at, prompt.GetString()!, out error),
            JsonValueKind.Array => ReadTokens(prompt, model, at, out error),
            _ => Refuse(ApiErrors.InvalidValue(at, Expected), out error),
        };
        return tokens is { Count: 0 } ? Refuse(ApiErrors.InvalidValue(at, "The prompt must have at least one token."), out error) : tokens;
    }

    private static IReadOnlyList<int>? ReadTokens(JsonElement array, InferenceModel model, string at, out ApiError? error)
    {
        var tokens = new List<int>(array.GetArrayLength());
        foreach (var item in array.EnumerateArray())
        {
            if (item.ValueKind != JsonValueKind.Number || !item.TryGetInt32(out var token) || token < 0 || token >= model.Tokenizer.Count)
            {
                return Refuse(ApiErrors.InvalidValue($"{at}[{tokens.Count}]", $"A token must be a whole number from 0 to {model.Tokenizer.Count - 1}."), out error);
            }

            tokens.Add(token);
        }

        error = null;
        return tokens;
    }

    private static IReadOnlyList<int>? Refuse(ApiError reason, out ApiError? error)
    {
        error = reason;
        return null;
    }
}

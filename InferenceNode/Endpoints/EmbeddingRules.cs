using System.Text.Json;
using Switchyard.Contracts.OpenAI;
using Switchyard.Inference.Embeddings;
using Switchyard.ServiceDefaults.Errors;

namespace Switchyard.InferenceNode.Endpoints;

/// <summary>Checks an embedding request and reads its input: a string, strings, tokens, or arrays of tokens.</summary>
internal static class EmbeddingRules
{
    // OpenAI's limit.
    private const int MaxInputs = 2048;

    private const string Shapes = "'input' must be a string, an array of strings, an array of tokens, or an array of arrays of tokens.";

    public static ApiError? Check(EmbeddingRequest request) =>
        request.EncodingFormat is not (null or "float" or "base64") ? ApiErrors.InvalidValue("encoding_format", "'encoding_format' must be float or base64.")
        : request.TruncatePromptTokens is < -1 or 0 ? ApiErrors.InvalidValue("truncate_prompt_tokens", "'truncate_prompt_tokens' must be at least 1, or -1 for what the model takes.")
        : CheckInput(request.Input);

    public static ApiError? CheckDimensions(EmbeddingRequest request, IEmbedder model) =>
        request.Dimensions is { } dimensions && (dimensions < 1 || dimensions > model.Dimensions)
            ? ApiErrors.InvalidValue("dimensions", $"'dimensions' must be from 1 to {model.Dimensions} for this model.")
            : null;

    /// <summary>Reads the input, whose outer shape <see cref="Check"/> has seen.</summary>
    public static IReadOnlyList<EmbeddingInput>? ReadInputs(EmbeddingRequest request, IEmbedder model, out ApiError? error)
    {
        var input = request.Input!.Value;
        if (input.ValueKind == JsonValueKind.String || input[0].ValueKind == JsonValueKind.Number)
        {
            return ReadInput("input", input, model, out error) is { } only ? [only] : null;
        }

        var inputs = new List<EmbeddingInput>(input.GetArrayLength());
        foreach (var item in input.EnumerateArray())
        {
            if (ReadInput($"input[{inputs.Count}]", item, model, out error) is not { } read)
            {
                return null;
            }

            inputs.Add(read);
        }

        error = null;
        return inputs;
    }

    private static ApiError? CheckInput(JsonElement? input) => input switch
    {
        null or { ValueKind: JsonValueKind.Null } => ApiErrors.MissingParameter("input", "'input' is missing."),
        { ValueKind: JsonValueKind.String } => null,
        { ValueKind: JsonValueKind.Array } array => CheckArray(array),
        _ => ApiErrors.InvalidValue("input", Shapes),
    };

    private static ApiError? CheckArray(JsonElement array)
    {
        if (array.GetArrayLength() == 0)
        {
            return ApiErrors.InvalidValue("input", "'input' must not be empty.");
        }

        var kind = array[0].ValueKind;
        return kind is not (JsonValueKind.String or JsonValueKind.Number or JsonValueKind.Array) || array.EnumerateArray().Any(item => item.ValueKind != kind) ? ApiErrors.InvalidValue("input", Shapes)
            : kind != JsonValueKind.Number && array.GetArrayLength() > MaxInputs ? ApiErrors.InvalidValue("input", $"'input' must have at most {MaxInputs} entries; send several requests.")
            : null;
    }

    private static EmbeddingInput? ReadInput(string param, JsonElement item, IEmbedder model, out ApiError? error)
    {
        error = null;
        if (item.ValueKind == JsonValueKind.Array)
        {
            return ReadTokens(param, item, model, out error) is { } tokens ? EmbeddingInput.OfTokens(tokens) : null;
        }

        if (item.GetString() is { Length: > 0 } text)
        {
            return EmbeddingInput.OfText(text);
        }

        error = ApiErrors.InvalidValue(param, $"'{param}' must not be empty.");
        return null;
    }

    private static int[]? ReadTokens(string param, JsonElement array, IEmbedder model, out ApiError? error)
    {
        error = model.VocabularySize == 0 ? ApiErrors.InvalidValue(param, $"The model '{model.Manifest.Name}' takes text, not tokens.")
            : array.GetArrayLength() == 0 ? ApiErrors.InvalidValue(param, $"'{param}' must not be empty.")
            : null;
        if (error is not null)
        {
            return null;
        }

        var tokens = new int[array.GetArrayLength()];
        var count = 0;
        foreach (var item in array.EnumerateArray())
        {
            if (item.ValueKind != JsonValueKind.Number || !item.TryGetInt32(out var token) || token < 0 || token >= model.VocabularySize)
            {
                error = ApiErrors.InvalidValue($"{param}[{count}]", $"A token must be a whole number from 0 to {model.VocabularySize - 1}.");
                return null;
            }

            tokens[count++] = token;
        }

        return tokens;
    }
}

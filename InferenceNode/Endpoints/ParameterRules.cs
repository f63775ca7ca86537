using System.Collections.Frozen;
using System.Text.Json;
using Switchyard.Contracts.OpenAI;
using Switchyard.ServiceDefaults.Errors;

namespace Switchyard.InferenceNode.Endpoints;

/// <summary>
/// The rules for parameters that both completion endpoints have. Each gives an error or null. A known parameter that is not served is
/// refused, because to ignore it would answer another question than the one asked; members nobody knows are ignored.
/// </summary>
internal static class ParameterRules
{
    /// <summary>The most texts of one request, choices times prompts: as many as a queue of the default length holds.</summary>
    public const int MaxTexts = 64;

    private const int MaxStopSequences = 4;
    private const int MaxStopTokens = 128;
    private const int MaxBiases = 1024;
    private const int MaxCallerLength = 256;

    // What clients of vLLM and llama.cpp send to any server of this shape, beside guided_*.
    private static readonly HashSet<string> s_unserved = new(StringComparer.Ordinal)
    {
        "allowed_token_ids", "bad_words", "best_of", "cache_prompt", "cache_salt", "dry_multiplier", "dynatemp_range", "echo", "grammar", "id_slot", "include_reasoning", "include_stop_str_in_output", "json_schema", "length_penalty", "logits_processors", "mirostat", "n_predict", "n_probs", "priority", "prompt_logprobs",
        "repeat_penalty", "return_token_ids", "return_tokens_as_token_ids", "samplers", "service_tier", "skip_special_tokens", "spaces_between_special_tokens", "stop_sequences", "structural_tag",
        "suffix", "thinking", "top_n_sigma", "truncate_prompt_tokens", "typical_p", "use_beam_search", "xtc_probability",
    };

    // What a request is for. It changes no answer, so that it is read and let go; a value of another kind is still a mistake.
    private static readonly FrozenDictionary<string, JsonValueKind> s_hints = new Dictionary<string, JsonValueKind>
    {
        ["metadata"] = JsonValueKind.Object,
        ["prompt_cache_key"] = JsonValueKind.String,
        ["prompt_cache_retention"] = JsonValueKind.String,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Checks what chat and text completions have in common.</summary>
    /// <param name="request">The request.</param>
    /// <param name="tokenCount">The number of the model's tokens.</param>
    /// <param name="maxTokens">The most tokens asked for, under whichever name.</param>
    public static ApiError? Check(GenerationParameters request, int tokenCount, int? maxTokens) =>
        CheckRange("temperature", request.Temperature, 0, 2)
        ?? CheckRange("top_p", request.TopP, 0, 1)
        ?? CheckTopK(request.TopK)
        ?? CheckRange("min_p", request.MinP, 0, 1)
        ?? CheckRepetitionPenalty(request.RepetitionPenalty)
        ?? CheckRange("frequency_penalty", request.FrequencyPenalty, -2, 2)
        ?? CheckRange("presence_penalty", request.PresencePenalty, -2, 2)
        ?? CheckLogitBias(request.LogitBias, tokenCount)
        ?? CheckMinTokens(request.MinTokens, maxTokens)
        ?? CheckStop(request.Stop)
        ?? CheckStopTokens(request.StopTokenIds, tokenCount)
        ?? CheckChoices(request.N)
        ?? CheckStreamOptions(request.StreamOptions, request.Stream)
        ?? CheckCaller("user", request.User)
        ?? CheckCaller("safety_identifier", request.SafetyIdentifier);

    public static ApiError? CheckMaxTokens(string param, int? value) => value is < 1 ? ApiErrors.InvalidValue(param, $"'{param}' must be at least 1.") : null;

    public static ApiError? CheckTopLogprobs(string param, int? value) =>
        value is < 0 or > 20 ? ApiErrors.InvalidValue(param, $"'{param}' must be between 0 and 20.") : null;

    public static ApiError? CheckTopK(int? value) => value is < -1 ? ApiErrors.InvalidValue("top_k", "'top_k' must be 0 or -1 (off) or more.") : null;

    public static ApiError? CheckStop(StopSequences? stop)
    {
        if (stop is null)
        {
            return null;
        }

        return stop.Values.Count > MaxStopSequences || stop.Values.Any(string.IsNullOrEmpty)
            ? ApiErrors.InvalidValue("stop", $"'stop' must be a string or at most {MaxStopSequences} strings, none of them empty.")
            : null;
    }

    public static ApiError? CheckLogitBias(IReadOnlyDictionary<string, float>? bias, int tokenCount)
    {
        if (bias is { Count: > MaxBiases })
        {
            return ApiErrors.InvalidValue("logit_bias", $"'logit_bias' must have at most {MaxBiases} tokens.");
        }

        foreach (var (token, value) in bias ?? new Dictionary<string, float>())
        {
            // Only one spelling of a number, so that no token has two biases.
            if (!int.TryParse(token, out var id) || id < 0 || id >= tokenCount || token != id.ToString())
            {
                return ApiErrors.InvalidValue("logit_bias", $"'logit_bias' must map token ids from 0 to {tokenCount - 1}, written as strings, to numbers.");
            }

            if (!(value is >= -100 and <= 100))
            {
                return ApiErrors.InvalidValue($"logit_bias.{token}", "A bias must be between -100 and 100.");
            }
        }

        return null;
    }

    public static ApiError? CheckStopTokens(IReadOnlyList<int>? tokens, int tokenCount)
    {
        if (tokens is { Count: > MaxStopTokens })
        {
            return ApiErrors.InvalidValue("stop_token_ids", $"'stop_token_ids' must have at most {MaxStopTokens} tokens.");
        }

        for (var i = 0; i < tokens?.Count; i++)
        {
            if (tokens[i] < 0 || tokens[i] >= tokenCount)
            {
                return ApiErrors.InvalidValue($"stop_token_ids[{i}]", $"A token must be a whole number from 0 to {tokenCount - 1}.");
            }
        }

        return null;
    }

    /// <summary>Refuses members of <paramref name="extra"/> that are known and not served, and hints of the wrong kind; null and values that ask for nothing pass.</summary>
    public static ApiError? CheckUnserved(Dictionary<string, JsonElement>? extra, IReadOnlySet<string> unserved)
    {
        foreach (var (name, value) in extra ?? [])
        {
            if (IsUnserved(name, unserved) && !AsksForNothing(name, value))
            {
                return ApiErrors.UnsupportedParameter(name, $"'{name}' is not served; leave it out.");
            }

            if (s_hints.TryGetValue(name, out var kind) && value.ValueKind != kind && value.ValueKind != JsonValueKind.Null)
            {
                return ApiErrors.InvalidValue(name, $"'{name}' must be {(kind == JsonValueKind.Object ? "an object" : "a string")}.");
            }
        }

        return null;
    }

    private static ApiError? CheckRepetitionPenalty(float? value) =>
        value is { } number && !(number is > 0 and <= 2) ? ApiErrors.InvalidValue("repetition_penalty", "'repetition_penalty' must be above 0 and at most 2.") : null;

    private static ApiError? CheckMinTokens(int? value, int? maxTokens) =>
        value is < 0 || value > maxTokens ? ApiErrors.InvalidValue("min_tokens", "'min_tokens' must be at least 0 and at most the most tokens asked for.") : null;

    private static ApiError? CheckChoices(int? value) => value is < 1 or > MaxTexts ? ApiErrors.InvalidValue("n", $"'n' must be between 1 and {MaxTexts}.") : null;

    private static ApiError? CheckStreamOptions(StreamOptions? options, bool? stream) => options switch
    {
        null => null,
        _ when stream is not true => ApiErrors.InvalidValue("stream_options", "'stream_options' goes with 'stream': true only."),
        { IncludeObfuscation: true } => ApiErrors.UnsupportedParameter("stream_options.include_obfuscation", "'include_obfuscation' is not served; leave it out."),
        _ => null,
    };

    private static ApiError? CheckCaller(string param, string? value) =>
        value is { Length: > MaxCallerLength } ? ApiErrors.InvalidValue(param, $"'{param}' must have at most {MaxCallerLength} characters.") : null;

    private static bool IsUnserved(string name, IReadOnlySet<string> unserved) =>
        unserved.Contains(name) || s_unserved.Contains(name) || (name.StartsWith("guided_", StringComparison.Ordinal) && name != "guided_decoding_backend");

    private static bool AsksForNothing(string name, JsonElement value) => name switch
    {
        // 0 is no neutral value of these.
        "best_of" or "length_penalty" or "repeat_penalty" or "typical_p" => value.ValueKind == JsonValueKind.Null || (value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out var number) && number == 1),
        "add_special_tokens" or "cache_prompt" or "include_reasoning" or "skip_special_tokens" or "spaces_between_special_tokens" => value.ValueKind is JsonValueKind.Null or JsonValueKind.True,
        "service_tier" => value.ValueKind == JsonValueKind.Null || (value.ValueKind == JsonValueKind.String && (value.ValueEquals("auto") || value.ValueEquals("default"))),

        // An empty object switches the search on.
        "web_search_options" => value.ValueKind == JsonValueKind.Null,
        _ => AsksForNothing(value),
    };

    private static bool AsksForNothing(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null or JsonValueKind.False => true,
        JsonValueKind.Number => value.TryGetDouble(out var number) && number == 0,
        JsonValueKind.Array => value.GetArrayLength() == 0 || (value.GetArrayLength() == 1 && value[0].ValueKind == JsonValueKind.String && value[0].ValueEquals("text")),
        JsonValueKind.Object => !value.EnumerateObject().Any(),
        _ => false,
    };

    private static ApiError? CheckRange(string param, float? value, float min, float max) =>
        value is { } number && !(number >= min && number <= max) ? ApiErrors.InvalidValue(param, $"'{param}' must be between {min} and {max}.") : null;
}

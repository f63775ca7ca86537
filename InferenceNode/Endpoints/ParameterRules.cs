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
    private const int MaxStopSequences = 4;

    // What vLLM's clients send to any server of this shape, beside guided_*.
    private static readonly HashSet<string> s_unserved = new(StringComparer.Ordinal)
    {
        "allowed_token_ids", "bad_words", "best_of", "echo", "ignore_eos", "include_stop_str_in_output", "length_penalty", "min_p", "min_tokens", "prompt_logprobs",
        "repetition_penalty", "service_tier", "skip_special_tokens", "spaces_between_special_tokens", "stop_token_ids", "structured_outputs", "truncate_prompt_tokens",
        "use_beam_search",
    };

    // Who asks and what for. They change no answer, so that they are read and let go; a value of another kind is still a mistake.
    private static readonly FrozenDictionary<string, JsonValueKind> s_hints = new Dictionary<string, JsonValueKind>
    {
        ["metadata"] = JsonValueKind.Object,
        ["prompt_cache_key"] = JsonValueKind.String,
        ["prompt_cache_retention"] = JsonValueKind.String,
        ["safety_identifier"] = JsonValueKind.String,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    public static ApiError? CheckTemperature(float? value) => CheckRange("temperature", value, 0, 2);

    public static ApiError? CheckTopP(float? value) => CheckRange("top_p", value, 0, 1);

    public static ApiError? CheckTopK(int? value) => value is < 0 ? ApiErrors.InvalidValue("top_k", "'top_k' must be 0 (off) or more.") : null;

    public static ApiError? CheckMaxTokens(string param, int? value) => value is < 1 ? ApiErrors.InvalidValue(param, $"'{param}' must be at least 1.") : null;

    public static ApiError? CheckChoices(string param, int? value) => value switch
    {
        null or 1 => null,
        < 1 or > 128 => ApiErrors.InvalidValue(param, $"'{param}' must be between 1 and 128."),
        _ => ApiErrors.UnsupportedParameter(param, $"'{param}' above 1 is not served yet; send the request several times."),
    };

    public static ApiError? CheckPenalty(string param, float? value) =>
        CheckRange(param, value, -2, 2) ?? (value is null or 0 ? null : ApiErrors.UnsupportedParameter(param, $"'{param}' other than 0 is not served yet; leave it out."));

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

    public static ApiError? CheckStreamOptions(StreamOptions? options, bool? stream) => options switch
    {
        null => null,
        _ when stream is not true => ApiErrors.InvalidValue("stream_options", "'stream_options' goes with 'stream': true only."),
        { IncludeObfuscation: true } => ApiErrors.UnsupportedParameter("stream_options.include_obfuscation", "'include_obfuscation' is not served; leave it out."),
        _ => null,
    };

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

    private static bool IsUnserved(string name, IReadOnlySet<string> unserved) =>
        unserved.Contains(name) || s_unserved.Contains(name) || name.StartsWith("guided_", StringComparison.Ordinal);

    private static bool AsksForNothing(string name, JsonElement value) => name switch
    {
        // 0 is no neutral value of these.
        "best_of" or "length_penalty" or "repetition_penalty" => value.ValueKind == JsonValueKind.Null || (value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out var number) && number == 1),
        "add_generation_prompt" or "add_special_tokens" or "skip_special_tokens" or "spaces_between_special_tokens" => value.ValueKind is JsonValueKind.Null or JsonValueKind.True,
        "service_tier" => value.ValueKind == JsonValueKind.Null || (value.ValueKind == JsonValueKind.String && (value.ValueEquals("auto") || value.ValueEquals("default"))),

        // An empty object, or 0 for the log probability of the token alone, asks for something.
        "logprobs" or "structured_outputs" or "web_search_options" => value.ValueKind == JsonValueKind.Null,
        _ when name.StartsWith("guided_", StringComparison.Ordinal) => value.ValueKind == JsonValueKind.Null,
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

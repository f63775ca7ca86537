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
        "best_of", "echo", "ignore_eos", "length_penalty", "min_p", "min_tokens", "prompt_logprobs", "repetition_penalty", "stop_token_ids", "structured_outputs", "use_beam_search",
    };

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

    public static ApiError? CheckStreamOptions(StreamOptions? options, bool? stream) =>
        options is not null && stream is not true ? ApiErrors.InvalidValue("stream_options", "'stream_options' goes with 'stream': true only.") : null;

    /// <summary>Refuses members of <paramref name="extra"/> that are known and not served; null and values that ask for nothing pass.</summary>
    public static ApiError? CheckUnserved(Dictionary<string, JsonElement>? extra, IReadOnlySet<string> unserved)
    {
        foreach (var (name, value) in extra ?? [])
        {
            if (IsUnserved(name, unserved) && !AsksForNothing(name, value))
            {
                return ApiErrors.UnsupportedParameter(name, $"'{name}' is not served; leave it out.");
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
        "add_generation_prompt" => value.ValueKind is JsonValueKind.Null or JsonValueKind.True,
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

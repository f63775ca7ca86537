using System.Text.Json;
using Switchyard.Contracts.OpenAI;
using Switchyard.Dialects.Features;
using Switchyard.Dialects.Requests;
using Switchyard.ServiceDefaults.Errors;

namespace Switchyard.Router.Endpoints;

/// <summary>Refuses values that no upstream takes, before one is asked or billed for them. Narrower ranges are each upstream's own.</summary>
internal static class ParameterRanges
{
    private const int MaxChoices = 128;
    private const int MaxLogprobs = 20;
    private const int MaxStops = 64;
    private const int MaxUserLength = 512;
    private const int MaxMetadata = 16;
    private const int MaxMetadataName = 64;

    /// <summary>Checks what chat and text completions have in common.</summary>
    public static ApiError? Check(GenerationParameters request) =>
        CheckSampling(request.Temperature, request.TopP, request.FrequencyPenalty, request.PresencePenalty)
        ?? CheckRange("min_p", request.MinP, 0, 1)
        ?? CheckRange("n", request.N, 1, MaxChoices)
        ?? CheckStop("stop", request.Stop?.Values)
        ?? CheckUser("user", request.User)
        ?? CheckUser("safety_identifier", request.SafetyIdentifier)
        ?? (request.Extra?.TryGetValue("metadata", out var metadata) == true ? CheckMetadata(metadata) : null);

    /// <summary>Checks a request of another dialect.</summary>
    public static ApiError? Check(ModelRequest request) =>
        CheckSampling(request.Sampling.Temperature, request.Sampling.TopP, request.Sampling.FrequencyPenalty, request.Sampling.PresencePenalty)
        ?? CheckStop(FieldNames.Stop(request.Source), request.Sampling.Stop)
        ?? CheckUser("user", request.User);

    /// <summary>Checks how many probabilities are wanted beside each token.</summary>
    public static ApiError? CheckLogprobs(string param, int? count) => CheckRange(param, count, 0, MaxLogprobs);

    /// <summary>Checks how many answers the best is taken of.</summary>
    public static ApiError? CheckBestOf(int? count) => CheckRange("best_of", count, 1, MaxChoices);

    private static ApiError? CheckSampling(double? temperature, double? topP, double? frequencyPenalty, double? presencePenalty) =>
        CheckRange("temperature", temperature, 0, 2)
        ?? CheckRange("top_p", topP, 0, 1)
        ?? CheckRange("frequency_penalty", frequencyPenalty, -2, 2)
        ?? CheckRange("presence_penalty", presencePenalty, -2, 2);

    // Written so that infinity, which 1e999 is read as, is outside too.
    private static ApiError? CheckRange(string param, double? value, double min, double max) =>
        value is { } number && !(number >= min && number <= max) ? ApiErrors.InvalidValue(param, $"'{param}' must be between {min} and {max}.") : null;

    private static ApiError? CheckStop(string param, IReadOnlyList<string>? stop)
    {
        if (stop is null or { Count: 0 })
        {
            return null;
        }

        return stop.Count > MaxStops || stop.Any(string.IsNullOrEmpty)
            ? ApiErrors.InvalidValue(param, $"'{param}' must have at most {MaxStops} texts, none of them empty.")
            : null;
    }

    private static ApiError? CheckUser(string param, string? user) =>
        user is { Length: > MaxUserLength } ? ApiErrors.InvalidValue(param, $"'{param}' must have at most {MaxUserLength} characters.") : null;

    private static ApiError? CheckMetadata(JsonElement metadata) =>
        metadata.ValueKind == JsonValueKind.Null || (metadata.ValueKind == JsonValueKind.Object && metadata.GetPropertyCount() <= MaxMetadata && metadata.EnumerateObject().All(IsPlain))
            ? null
            : ApiErrors.InvalidValue("metadata", $"'metadata' must have at most {MaxMetadata} members, each a text of at most {MaxUserLength} characters under a name of at most {MaxMetadataName}.");

    private static bool IsPlain(JsonProperty member) =>
        member.Name.Length <= MaxMetadataName && member.Value.ValueKind == JsonValueKind.String && member.Value.GetString()!.Length <= MaxUserLength;
}

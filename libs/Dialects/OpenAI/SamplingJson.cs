using System.Text.Json;
using Switchyard.Dialects.Features;
using Switchyard.Dialects.Json;
using Switchyard.Dialects.Requests;

namespace Switchyard.Dialects.OpenAI;

/// <summary>The sampling members chat and text completions share.</summary>
internal static class SamplingJson
{
    /// <summary>The members read here.</summary>
    public static readonly string[] Members =
    [
        "max_tokens", "temperature", "top_p", "top_k", "min_p", "frequency_penalty", "presence_penalty", "repetition_penalty", "seed", "stop", "n", "logit_bias",
    ];

    public static SamplingOptions Read(JsonField root) => new()
    {
        MaxOutputTokens = root["max_completion_tokens"].WholeNumber() ?? root["max_tokens"].WholeNumber(),
        Temperature = root["temperature"].Number(),
        TopP = root["top_p"].Number(),
        TopK = root["top_k"].WholeNumber(),
        MinP = root["min_p"].Number(),
        FrequencyPenalty = root["frequency_penalty"].Number(),
        PresencePenalty = root["presence_penalty"].Number(),
        RepetitionPenalty = root["repetition_penalty"].Number(),
        Seed = root["seed"].LongWholeNumber(),
        Stop = ReadStop(root["stop"]),
        Count = root["n"].WholeNumber(),
        LogitBias = ReadBias(root["logit_bias"]),
    };

    public static void Write(RequestTranslation translation)
    {
        var json = translation.Json;
        var sampling = translation.Request.Sampling;
        json.WriteOptional(translation.Traits.UsesMaxTokens ? "max_tokens" : "max_completion_tokens", sampling.MaxOutputTokens);
        json.WriteOptional("temperature", sampling.Temperature);
        json.WriteOptional("top_p", sampling.TopP);
        json.WriteOptional("top_k", translation.Taken(RequestFeature.TopK, sampling.TopK));
        json.WriteOptional("min_p", translation.Taken(RequestFeature.MinP, sampling.MinP));
        json.WriteOptional("frequency_penalty", sampling.FrequencyPenalty);
        json.WriteOptional("presence_penalty", sampling.PresencePenalty);
        json.WriteOptional("repetition_penalty", translation.Taken(RequestFeature.RepetitionPenalty, sampling.RepetitionPenalty));
        json.WriteOptional("seed", sampling.Seed);
        json.WriteTexts("stop", sampling.Stop);
        json.WriteOptional("logit_bias", sampling.LogitBias);
    }

    public static IReadOnlyList<string> ReadStop(JsonField stop) =>
        stop.Kind == JsonValueKind.String ? [stop.Text()] : [.. stop.Items().Select(item => item.Text())];

    // An empty object, which some clients always send, asks for nothing.
    private static JsonElement? ReadBias(JsonField bias) => bias.OptionalObject() is { } element && element.EnumerateObject().Any() ? element : null;
}

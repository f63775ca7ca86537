using Switchyard.Dialects.Features;
using Switchyard.Dialects.Json;

namespace Switchyard.Cohere;

/// <summary>Writes how tokens are chosen. Cohere's ranges are narrower than others'; what lies outside is brought to their ends, and reported.</summary>
internal static class CohereSampling
{
    private const int MaxStops = 5;

    public static void Write(RequestTranslation translation)
    {
        var (json, sampling) = (translation.Json, translation.Request.Sampling);
        if (sampling.LogitBias is not null)
        {
            translation.Takes(RequestFeature.LogitBias);
        }

        if (sampling.Stop.Count > MaxStops)
        {
            throw RequestTranslation.Refusal(FieldNames.Stop(translation.Request.Source), $"Cohere takes at most {MaxStops} texts at which to stop.");
        }

        translation.Taken(RequestFeature.MinP, sampling.MinP);
        translation.Taken(RequestFeature.RepetitionPenalty, sampling.RepetitionPenalty);
        json.WriteOptional("max_tokens", sampling.MaxOutputTokens);
        json.WriteOptional("temperature", Within(translation, "temperature", sampling.Temperature, 0, 1));
        json.WriteOptional("p", Within(translation, "top_p", sampling.TopP, 0.01, 0.99));
        json.WriteOptional("k", Within(translation, "top_k", sampling.TopK, 0, 500));
        json.WriteOptional("frequency_penalty", Within(translation, "frequency_penalty", sampling.FrequencyPenalty, 0, 1));
        json.WriteOptional("presence_penalty", Within(translation, "presence_penalty", sampling.PresencePenalty, 0, 1));
        json.WriteOptional("seed", SeedOf(translation, sampling.Seed));
        json.WriteTexts("stop_sequences", sampling.Stop);
    }

    private static double? Within(RequestTranslation translation, string field, double? value, double least, double most)
    {
        if (value is not { } number || (number >= least && number <= most))
        {
            return value;
        }

        var sent = Math.Clamp(number, least, most);
        translation.Drop(field, $"Cohere takes values from {least} to {most}; it is sent {sent}.");
        return sent;
    }

    private static long? SeedOf(RequestTranslation translation, long? seed)
    {
        if (seed is < 0)
        {
            translation.Drop("seed", "Cohere takes no negative seed.");
            return null;
        }

        return seed;
    }
}

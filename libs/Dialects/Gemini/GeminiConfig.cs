using Switchyard.Dialects.Features;
using Switchyard.Dialects.Json;
using Switchyard.Dialects.Reasoning;
using Switchyard.Dialects.Requests;

namespace Switchyard.Dialects.Gemini;

/// <summary>Writes <c>generationConfig</c>.</summary>
internal static class GeminiConfig
{
    public static void Write(RequestTranslation translation)
    {
        var (json, sampling) = (translation.Json, translation.Request.Sampling);
        if (sampling.LogitBias is not null)
        {
            translation.Takes(RequestFeature.LogitBias);
        }

        translation.Taken(RequestFeature.MinP, sampling.MinP);
        translation.Taken(RequestFeature.RepetitionPenalty, sampling.RepetitionPenalty);
        json.WriteStartObject("generationConfig");
        json.WriteOptional("maxOutputTokens", sampling.MaxOutputTokens);
        json.WriteOptional("temperature", sampling.Temperature);
        json.WriteOptional("topP", sampling.TopP);
        json.WriteOptional("topK", sampling.TopK);
        json.WriteOptional("frequencyPenalty", sampling.FrequencyPenalty);
        json.WriteOptional("presencePenalty", sampling.PresencePenalty);
        json.WriteOptional("seed", sampling.Seed);
        json.WriteTexts("stopSequences", sampling.Stop);
        WriteFormat(translation);
        WriteThinking(translation);
        json.WriteEndObject();
    }

    private static void WriteFormat(RequestTranslation translation)
    {
        if (translation.Request.ResponseFormat is { } format)
        {
            translation.Json.WriteString("responseMimeType", "application/json");
            translation.Json.WriteOptional("responseJsonSchema", format.Schema);
        }
    }

    private static void WriteThinking(RequestTranslation translation)
    {
        if (translation.Request.Reasoning is not { } reasoning)
        {
            return;
        }

        var json = translation.Json;
        json.WriteStartObject("thinkingConfig");
        if (translation.Traits.HasThinkingLevels)
        {
            json.WriteOptional("thinkingLevel", Level(translation, reasoning));
        }
        else
        {
            json.WriteNumber("thinkingBudget", reasoning.BudgetTokens ?? (reasoning.Effort is { } effort ? ReasoningEffort.BudgetOf(effort) : -1));
        }

        json.WriteBoolean("includeThoughts", !reasoning.IsOff);
        json.WriteEndObject();
    }

    private static string? Level(RequestTranslation translation, ReasoningOptions reasoning)
    {
        if (reasoning.IsOff)
        {
            translation.Drop(FieldNames.Reasoning(translation.Request.Source), "This Gemini model always thinks; it is told to think little.");
            return "low";
        }

        var word = reasoning.Effort ?? (reasoning.BudgetTokens is { } budget ? ReasoningEffort.WordFor(budget) : null);
        return word switch
        {
            null => null,
            "minimal" or "low" => "low",
            "medium" => "medium",
            _ => "high",
        };
    }
}

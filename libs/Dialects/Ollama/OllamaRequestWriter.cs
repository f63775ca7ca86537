using Switchyard.Dialects.Features;
using Switchyard.Dialects.Json;
using Switchyard.Dialects.OpenAI;
using Switchyard.Dialects.Requests;

namespace Switchyard.Dialects.Ollama;

/// <summary>Writes requests to <c>/api/chat</c>, which streams unless told not to.</summary>
internal sealed class OllamaRequestWriter : IRequestWriter
{
    public UpstreamRequest Write(ModelRequest request, UpstreamTraits traits)
    {
        using var translation = new RequestTranslation(request, Dialect.Ollama, traits);
        var json = translation.Json;
        json.WriteStartObject();
        json.WriteString("model", request.Model);
        OllamaMessages.Write(translation);
        WriteTools(translation);
        WriteFormat(translation);
        WriteThinking(translation);
        WriteOptions(translation);
        json.WriteBoolean("stream", request.Stream);
        ReportLabels(translation);
        translation.WriteExtra(isSameFamily: false);
        json.WriteEndObject();
        return translation.Finish("api/chat");
    }

    private static void WriteTools(RequestTranslation translation)
    {
        var (json, request) = (translation.Json, translation.Request);
        if (request.ToolChoice?.Kind is ToolChoiceKind.Required or ToolChoiceKind.Function)
        {
            translation.Takes(RequestFeature.ForcedToolCall);
        }

        // There is no other way to forbid calls than not to offer any.
        if (request.Tools.Count == 0 || request.ToolChoice?.Kind == ToolChoiceKind.None)
        {
            return;
        }

        if (request.ParallelToolCalls == false)
        {
            translation.Takes(RequestFeature.SerialToolCalls);
        }

        json.WriteStartArray("tools");
        foreach (var tool in request.Tools)
        {
            WriteTool(translation, tool);
        }

        json.WriteEndArray();
    }

    private static void WriteTool(RequestTranslation translation, Tool tool)
    {
        translation.Judge(tool);
        FunctionJson.WriteTool(translation.Json, tool, hasStrict: false);
    }

    private static void WriteFormat(RequestTranslation translation)
    {
        switch (translation.Request.ResponseFormat)
        {
            case null:
                break;
            case { Schema: { } schema }:
                translation.Json.WriteElement("format", schema);
                break;
            default:
                translation.Json.WriteString("format", "json");
                break;
        }
    }

    private static void WriteThinking(RequestTranslation translation)
    {
        if (translation.Request.Reasoning is not { } reasoning)
        {
            return;
        }

        var level = reasoning.Effort ?? (reasoning.BudgetTokens is { } budget ? Reasoning.ReasoningEffort.WordFor(budget) : "medium");
        if (translation.Traits.HasThinkingLevels && !reasoning.IsOff)
        {
            translation.Json.WriteString("think", level switch { "minimal" or "low" => "low", "medium" => "medium", _ => "high" });
            return;
        }

        if (!reasoning.IsOff)
        {
            translation.Drop(FieldNames.Reasoning(translation.Request.Source), "The model thinks or does not; how much cannot be said.");
        }

        translation.Json.WriteBoolean("think", !reasoning.IsOff);
    }

    private static void WriteOptions(RequestTranslation translation)
    {
        var (json, sampling) = (translation.Json, translation.Request.Sampling);
        if (sampling.LogitBias is not null)
        {
            translation.Takes(RequestFeature.LogitBias);
        }

        json.WriteStartObject("options");
        json.WriteOptional("num_predict", sampling.MaxOutputTokens);
        json.WriteOptional("temperature", sampling.Temperature);
        json.WriteOptional("top_p", sampling.TopP);
        json.WriteOptional("top_k", sampling.TopK);
        json.WriteOptional("min_p", sampling.MinP);
        json.WriteOptional("frequency_penalty", sampling.FrequencyPenalty);
        json.WriteOptional("presence_penalty", sampling.PresencePenalty);
        json.WriteOptional("repeat_penalty", sampling.RepetitionPenalty);
        json.WriteOptional("seed", sampling.Seed);
        json.WriteTexts("stop", sampling.Stop);
        json.WriteEndObject();
    }

    private static void ReportLabels(RequestTranslation translation)
    {
        Turns.ReportNames(translation);
        if (translation.Request.User is not null)
        {
            translation.Takes(RequestFeature.User);
        }

        if (translation.Request.Metadata.Count > 0)
        {
            translation.Takes(RequestFeature.Metadata);
        }
    }
}

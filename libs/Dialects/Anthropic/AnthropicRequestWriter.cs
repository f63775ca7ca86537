using Switchyard.Dialects.Features;
using Switchyard.Dialects.Json;
using Switchyard.Dialects.Requests;

namespace Switchyard.Dialects.Anthropic;

/// <summary>Writes messages requests.</summary>
internal sealed class AnthropicRequestWriter : IRequestWriter
{
    public UpstreamRequest Write(ModelRequest request, UpstreamTraits traits)
    {
        using var translation = new RequestTranslation(request, Dialect.Anthropic, traits);
        var thinking = AnthropicThinking.Decide(translation);
        var json = translation.Json;
        json.WriteStartObject();
        json.WriteString("model", request.Model);
        json.WriteNumber("max_tokens", thinking.MaxTokens);
        WriteInstructions(translation);
        WriteMessages(translation);
        AnthropicTools.Write(translation);
        thinking.Write(translation);
        WriteOutput(translation, thinking);
        WriteSampling(translation, thinking);
        WriteLabels(translation);
        if (request.Stream)
        {
            json.WriteBoolean("stream", true);
        }

        translation.WriteExtra(request.Source == Dialect.Anthropic);
        json.WriteEndObject();
        return translation.Finish("messages");
    }

    private static void WriteInstructions(RequestTranslation translation)
    {
        var instructions = Turns.Instructions(translation).Where(text => text.Text.Length > 0).ToList();
        if (instructions is [{ CacheControl: null } only])
        {
            translation.Json.WriteString("system", only.Text);
        }
        else if (instructions.Count > 0)
        {
            translation.Json.WriteStartArray("system");
            foreach (var text in instructions)
            {
                BlockWriter.WriteText(translation.Json, text.Text, text.CacheControl);
            }

            translation.Json.WriteEndArray();
        }
    }

    private static void WriteMessages(RequestTranslation translation)
    {
        Turns.ReportNames(translation);
        var json = translation.Json;
        json.WriteStartArray("messages");
        foreach (var (isAssistant, parts) in Turns.Of(translation, ReasoningOrigin.Anthropic))
        {
            json.WriteStartObject();
            json.WriteString("role", isAssistant ? "assistant" : "user");
            WriteContent(translation, parts);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteContent(RequestTranslation translation, List<MessagePart> parts)
    {
        if (parts is [TextPart { CacheControl: null } only])
        {
            translation.Json.WriteString("content", only.Text);
            return;
        }

        translation.Json.WriteStartArray("content");
        foreach (var part in parts)
        {
            BlockWriter.Write(translation, part);
        }

        translation.Json.WriteEndArray();
    }

    private static void WriteOutput(RequestTranslation translation, AnthropicThinking thinking)
    {
        var format = translation.Request.ResponseFormat;
        if (format?.Kind == ResponseFormatKind.JsonObject)
        {
            translation.Takes(RequestFeature.JsonObjectFormat);
        }

        if (format is null && thinking.Effort is null)
        {
            return;
        }

        var json = translation.Json;
        json.WriteStartObject("output_config");
        json.WriteOptional("effort", thinking.Effort);
        if (format?.Schema is { } schema)
        {
            json.WriteStartObject("format");
            json.WriteString("type", "json_schema");
            json.WriteElement("schema", schema);
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    private static void WriteSampling(RequestTranslation translation, AnthropicThinking thinking)
    {
        var (json, sampling) = (translation.Json, translation.Request.Sampling);
        if (sampling.LogitBias is not null)
        {
            translation.Takes(RequestFeature.LogitBias);
        }

        translation.Taken(RequestFeature.Seed, sampling.Seed);
        translation.Taken(RequestFeature.MinP, sampling.MinP);
        translation.Taken(RequestFeature.FrequencyPenalty, NonZero(sampling.FrequencyPenalty));
        translation.Taken(RequestFeature.PresencePenalty, NonZero(sampling.PresencePenalty));
        translation.Taken(RequestFeature.RepetitionPenalty, sampling.RepetitionPenalty);
        json.WriteTexts("stop_sequences", sampling.Stop);
        if (thinking.IsOn)
        {
            DropSampling(translation, sampling);
            return;
        }

        json.WriteOptional("temperature", Clamped(translation, sampling.Temperature));
        json.WriteOptional("top_p", sampling.TopP);
        json.WriteOptional("top_k", sampling.TopK);
    }

    // OpenAI's temperatures go to 2, Anthropic's to 1.
    private static double? Clamped(RequestTranslation translation, double? temperature)
    {
        if (temperature > 1)
        {
            translation.Drop("temperature", "Anthropic's temperatures end at 1, which is used.");
            return 1;
        }

        return temperature;
    }

    private static void DropSampling(RequestTranslation translation, SamplingOptions sampling)
    {
        const string Reason = "Anthropic does not allow it while the model thinks.";
        if (sampling.Temperature is not null and not 1)
        {
            translation.Drop("temperature", Reason);
        }

        if (sampling.TopP is < 0.95)
        {
            translation.Drop("top_p", Reason);
        }

        if (sampling.TopK is not null)
        {
            translation.Drop("top_k", Reason);
        }
    }

    private static double? NonZero(double? penalty) => penalty == 0 ? null : penalty;

    private static void WriteLabels(RequestTranslation translation)
    {
        if (translation.Request.Metadata.Count > 0)
        {
            translation.Takes(RequestFeature.Metadata);
        }

        if (translation.Request.User is { } user)
        {
            translation.Json.WriteStartObject("metadata");
            translation.Json.WriteString("user_id", user);
            translation.Json.WriteEndObject();
        }
    }
}

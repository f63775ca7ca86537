using Switchyard.Dialects.Features;
using Switchyard.Dialects.Json;
using Switchyard.Dialects.OpenAI;
using Switchyard.Dialects.Reasoning;
using Switchyard.Dialects.Requests;

namespace Switchyard.Dialects.Chat;

/// <summary>Writes chat-completion requests.</summary>
internal sealed class ChatRequestWriter : IRequestWriter
{
    public UpstreamRequest Write(ModelRequest request, UpstreamTraits traits)
    {
        using var translation = new RequestTranslation(request, Dialect.Chat, traits);
        var json = translation.Json;
        json.WriteStartObject();
        json.WriteString("model", request.Model);
        ChatMessagesWriter.Write(translation);
        ChatTools.Write(translation);
        ChatResponseFormat.Write(translation);
        SamplingJson.Write(translation);
        WriteReasoning(translation);
        WriteLabels(translation);
        WriteStream(translation);
        WriteContinuation(translation);
        translation.WriteExtra(request.Source is Dialect.Chat or Dialect.Completions or Dialect.Responses);
        json.WriteEndObject();
        return translation.Finish("chat/completions");
    }

    private static void WriteReasoning(RequestTranslation translation)
    {
        var (json, reasoning) = (translation.Json, translation.Request.Reasoning);
        if (translation.Traits.LacksReasoningEffort)
        {
            ReportReasoning(translation, reasoning);
        }
        else if (reasoning?.BudgetTokens is { } budget)
        {
            var word = ReasoningEffort.WordFor(budget);
            translation.Drop(FieldNames.Reasoning(translation.Request.Source), $"The model's provider takes no budget; it is told the effort '{word}'.");
            json.WriteString("reasoning_effort", word);
        }
        else if (reasoning?.Effort is { } effort)
        {
            json.WriteString("reasoning_effort", effort);
        }
    }

    // Not to think is what such a server does anyway.
    private static void ReportReasoning(RequestTranslation translation, ReasoningOptions? reasoning)
    {
        if (reasoning is { IsOff: false })
        {
            translation.Drop(FieldNames.Reasoning(translation.Request.Source), "The model's provider cannot be told how much to think.");
        }
    }

    private static void WriteLabels(RequestTranslation translation)
    {
        var (json, request) = (translation.Json, translation.Request);
        json.WriteOptional("user", request.User);
        if (request.Metadata.Count == 0 || !translation.Takes(RequestFeature.Metadata))
        {
            return;
        }

        json.WriteStartObject("metadata");
        foreach (var (name, value) in request.Metadata)
        {
            json.WriteString(name, value);
        }

        json.WriteEndObject();
    }

    private static void WriteContinuation(RequestTranslation translation)
    {
        if (translation.Request.ContinuesAnswer && translation.Traits.Prefill == PrefillStyle.ContinueFinalMessage)
        {
            translation.Json.WriteBoolean("continue_final_message", true);
            translation.Json.WriteBoolean("add_generation_prompt", false);
        }
    }

    // Usage is always asked for: whoever translates also accounts.
    private static void WriteStream(RequestTranslation translation)
    {
        if (!translation.Request.Stream)
        {
            return;
        }

        translation.Json.WriteBoolean("stream", true);
        translation.Json.WriteStartObject("stream_options");
        translation.Json.WriteBoolean("include_usage", true);
        translation.Json.WriteEndObject();
    }
}

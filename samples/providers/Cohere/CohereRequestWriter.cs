using Switchyard.Dialects;
using Switchyard.Dialects.Features;
using Switchyard.Dialects.Json;
using Switchyard.Dialects.Requests;

namespace Switchyard.Cohere;

/// <summary>Writes requests to <c>/v2/chat</c>.</summary>
internal sealed class CohereRequestWriter : IRequestWriter
{
    public UpstreamRequest Write(ModelRequest request, UpstreamTraits traits)
    {
        using var translation = new RequestTranslation(request, CohereProvider.Name, RuleOf, traits);
        var json = translation.Json;
        json.WriteStartObject();
        json.WriteString("model", request.Model);
        CohereMessages.Write(translation);
        CohereTools.Write(translation);
        WriteFormat(translation);
        CohereSampling.Write(translation);
        WriteThinking(translation);
        json.WriteBoolean("stream", request.Stream);
        ReportLabels(translation);
        translation.WriteExtra(isSameFamily: false);
        json.WriteEndObject();
        return translation.Finish("v2/chat");
    }

    // What is not named here is a hint, which is left out and reported.
    private static FeatureRule RuleOf(RequestFeature feature) => feature switch
    {
        RequestFeature.Seed or RequestFeature.TopK or RequestFeature.FrequencyPenalty or RequestFeature.PresencePenalty => FeatureRule.Native,
        RequestFeature.ImageUrl or RequestFeature.ImageDetail or RequestFeature.JsonObjectFormat or RequestFeature.JsonSchemaFormat => FeatureRule.Native,
        RequestFeature.ForcedToolCall or RequestFeature.StrictTool => FeatureRule.Native,
        RequestFeature.Count or RequestFeature.Logprobs or RequestFeature.LogitBias => FeatureRule.Refused,
        RequestFeature.Audio or RequestFeature.PdfDocument or RequestFeature.DocumentUrl => FeatureRule.Refused,
        _ => FeatureRule.Dropped,
    };

    private static void WriteFormat(RequestTranslation translation)
    {
        if (translation.Request.ResponseFormat is not { } format)
        {
            return;
        }

        if (CohereTools.AreOffered(translation.Request))
        {
            throw RequestTranslation.Refusal(FieldNames.ResponseFormat(translation.Request.Source), "Cohere takes a form of the answer or functions to call, not both.");
        }

        translation.Json.WriteStartObject("response_format");
        translation.Json.WriteString("type", "json_object");
        translation.Json.WriteOptional("json_schema", format.Schema);
        translation.Json.WriteEndObject();
    }

    private static void WriteThinking(RequestTranslation translation)
    {
        if (translation.Request.Reasoning is not { } reasoning)
        {
            return;
        }

        if (reasoning is { IsOff: false, Effort: not null })
        {
            translation.Drop(FieldNames.Reasoning(translation.Request.Source), "Cohere takes a number of tokens to think with, no effort; the model decides itself.");
        }

        translation.Json.WriteStartObject("thinking");
        translation.Json.WriteString("type", reasoning.IsOff ? "disabled" : "enabled");
        translation.Json.WriteOptional("token_budget", reasoning.IsOff ? null : reasoning.BudgetTokens);
        translation.Json.WriteEndObject();
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

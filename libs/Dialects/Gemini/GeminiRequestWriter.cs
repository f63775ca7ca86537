using Switchyard.Dialects.Features;
using Switchyard.Dialects.Json;
using Switchyard.Dialects.Requests;

namespace Switchyard.Dialects.Gemini;

/// <summary>Writes generateContent requests. Schemas go into the members that take JSON schema as it is, so that none has to be cut to Gemini's older subset.</summary>
internal sealed class GeminiRequestWriter : IRequestWriter
{
    public UpstreamRequest Write(ModelRequest request, UpstreamTraits traits)
    {
        using var translation = new RequestTranslation(request, Dialect.Gemini, traits);
        var json = translation.Json;
        json.WriteStartObject();
        WriteInstructions(translation);
        GeminiContents.Write(translation);
        WriteTools(translation);
        GeminiConfig.Write(translation);
        ReportLabels(translation);
        translation.WriteExtra(isSameFamily: false);
        json.WriteEndObject();
        var model = Uri.EscapeDataString(request.Model);
        return translation.Finish(request.Stream ? $"models/{model}:streamGenerateContent?alt=sse" : $"models/{model}:generateContent");
    }

    private static void WriteInstructions(RequestTranslation translation)
    {
        var instructions = Turns.Instructions(translation).Where(text => text.Text.Length > 0).ToList();
        if (instructions.Count == 0)
        {
            return;
        }

        translation.Json.WriteStartObject("systemInstruction");
        translation.Json.WriteStartArray("parts");
        foreach (var text in instructions)
        {
            if (text.CacheControl is not null)
            {
                translation.Takes(RequestFeature.CacheControl, $"{text.Field}.cache_control");
            }

            translation.Json.WriteStartObject();
            translation.Json.WriteString("text", text.Text);
            translation.Json.WriteEndObject();
        }

        translation.Json.WriteEndArray();
        translation.Json.WriteEndObject();
    }

    private static void WriteTools(RequestTranslation translation)
    {
        var (json, request) = (translation.Json, translation.Request);
        if (request.Tools.Count == 0)
        {
            return;
        }

        json.WriteStartArray("tools");
        json.WriteStartObject();
        json.WriteStartArray("functionDeclarations");
        foreach (var tool in request.Tools)
        {
            WriteTool(translation, tool);
        }

        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndArray();
        WriteChoice(translation);
    }

    private static void WriteTool(RequestTranslation translation, Tool tool)
    {
        translation.Judge(tool);
        var json = translation.Json;
        json.WriteStartObject();
        json.WriteString("name", tool.Name);
        json.WriteOptional("description", tool.Description);
        json.WriteOptional("parametersJsonSchema", tool.Parameters);
        json.WriteEndObject();
    }

    private static void WriteChoice(RequestTranslation translation)
    {
        var (json, request) = (translation.Json, translation.Request);
        if (request.ParallelToolCalls == false)
        {
            translation.Takes(RequestFeature.SerialToolCalls);
        }

        if (request.ToolChoice is not { } choice)
        {
            return;
        }

        json.WriteStartObject("toolConfig");
        json.WriteStartObject("functionCallingConfig");
        json.WriteString("mode", choice.Kind switch { ToolChoiceKind.Auto => "AUTO", ToolChoiceKind.None => "NONE", _ => "ANY" });
        json.WriteTexts("allowedFunctionNames", choice.Name is { } name ? [name] : []);
        json.WriteEndObject();
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

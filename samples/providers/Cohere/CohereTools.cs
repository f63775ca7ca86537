using System.Text.Json;
using Switchyard.Dialects.Features;
using Switchyard.Dialects.OpenAI;
using Switchyard.Dialects.Requests;

namespace Switchyard.Cohere;

/// <summary>Writes <c>tools</c>, <c>strict_tools</c> and <c>tool_choice</c>.</summary>
internal static class CohereTools
{
    // They must be there.
    private static readonly JsonElement s_noParameters = JsonElement.Parse("""{"type":"object","properties":{}}"""u8);

    /// <summary>Tells whether the model is told of functions that it may call.</summary>
    public static bool AreOffered(ModelRequest request) => request.Tools.Count > 0 && request.ToolChoice?.Kind != ToolChoiceKind.None;

    public static void Write(RequestTranslation translation)
    {
        var (json, request) = (translation.Json, translation.Request);

        // Beside a form of the answer nothing may be said of functions, not even that none is to be called.
        if (request.Tools.Count == 0 || (request.ResponseFormat is not null && !AreOffered(request)))
        {
            return;
        }

        if (request.ParallelToolCalls == false)
        {
            translation.Takes(RequestFeature.SerialToolCalls);
        }

        var offered = OfferedOf(request);
        json.WriteStartArray("tools");
        foreach (var tool in offered)
        {
            Write(translation, tool);
        }

        json.WriteEndArray();
        WriteStrictness(translation, offered);
        if (request.ToolChoice?.Kind is { } kind and not ToolChoiceKind.Auto)
        {
            json.WriteString("tool_choice", kind == ToolChoiceKind.None ? "NONE" : "REQUIRED");
        }
    }

    // A call can be demanded, but not of one function among several: the one that must be called is offered alone.
    private static List<Tool> OfferedOf(ModelRequest request) =>
        [.. request.Tools.Where(tool => request.ToolChoice?.Kind != ToolChoiceKind.Function || tool.Name == request.ToolChoice.Name)];

    private static void Write(RequestTranslation translation, Tool tool)
    {
        translation.Judge(tool);
        FunctionJson.WriteTool(translation.Json, tool with { Parameters = tool.Parameters ?? s_noParameters }, hasStrict: false);
    }

    private static void WriteStrictness(RequestTranslation translation, List<Tool> offered)
    {
        if (offered.TrueForAll(tool => tool.Strict == true))
        {
            translation.Json.WriteBoolean("strict_tools", true);
            return;
        }

        foreach (var tool in offered.Where(tool => tool.Strict == true))
        {
            translation.Drop($"{tool.Field}.strict", "Cohere is strict with all functions or with none.");
        }
    }
}

using System.Text.Json;
using Switchyard.Dialects.Json;
using Switchyard.Dialects.Requests;

namespace Switchyard.Dialects.OpenAI;

/// <summary>Functions and calls of them as chat completions have them, which other APIs have taken over.</summary>
/// <remarks>Source: OpenAI's API reference, <c>tools</c> and <c>tool_calls</c> of chat completions.</remarks>
public static class FunctionJson
{
    /// <summary>Writes a call with its id; its arguments are JSON in a string.</summary>
    public static void WriteCall(Utf8JsonWriter json, ToolCallPart call)
    {
        ArgumentNullException.ThrowIfNull(json);
        ArgumentNullException.ThrowIfNull(call);
        json.WriteStartObject();
        json.WriteString("id", call.Id);
        json.WriteString("type", "function");
        json.WriteStartObject("function");
        json.WriteString("name", call.Name);
        json.WriteString("arguments", call.Arguments);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    /// <summary>Writes a function that may be called.</summary>
    /// <param name="json">Where it goes.</param>
    /// <param name="tool">The function.</param>
    /// <param name="hasStrict">Whether the API takes <c>strict</c> at the function.</param>
    public static void WriteTool(Utf8JsonWriter json, Tool tool, bool hasStrict)
    {
        ArgumentNullException.ThrowIfNull(json);
        ArgumentNullException.ThrowIfNull(tool);
        json.WriteStartObject();
        json.WriteString("type", "function");
        json.WriteStartObject("function");
        json.WriteString("name", tool.Name);
        json.WriteOptional("description", tool.Description);
        json.WriteOptional("parameters", tool.Parameters);
        json.WriteOptional("strict", hasStrict ? tool.Strict : null);
        json.WriteEndObject();
        json.WriteEndObject();
    }
}

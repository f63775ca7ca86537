using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Switchyard.Dialects.Requests;
using Switchyard.ToolCalls;

namespace Switchyard.Router.Tools;

/// <summary>Says in words what a model's API cannot: which functions there are and how they are called.</summary>
internal static class ToolPrompt
{
    private static readonly JsonWriterOptions s_options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private static readonly ParsedToolCall s_example = new("FUNCTION", """{"ARGUMENT": "VALUE"}""");

    /// <summary>Writes the instructions; <see langword="null"/> where no function may be called.</summary>
    public static string? Write(ModelRequest request, ToolCallSyntax syntax)
    {
        if (request.Tools.Count == 0 || request.ToolChoice?.Kind == ToolChoiceKind.None)
        {
            return null;
        }

        var text = new StringBuilder("You can call functions. These are there, each with the JSON schema of its arguments:\n<tools>\n");
        foreach (var tool in request.Tools)
        {
            text.Append(Describe(tool)).Append('\n');
        }

        text.Append("</tools>\nWrite a call exactly like this, with the function's own name and arguments, and end your answer after it:\n");
        text.Append(ToolCallWriter.Write(syntax, [s_example]));
        text.Append("\nThe result then comes in <tool_response>. ").Append(Choice(request.ToolChoice));
        return text.Append(request.ParallelToolCalls == false ? " Make at most one call in an answer." : string.Empty).ToString();
    }

    /// <summary>Writes what a call gave. Its tags are written so that none of them ends the result for the model.</summary>
    public static string Result(string? name, string content, bool isError) => "<tool_response>\n" + Json(json =>
    {
        if (name is not null)
        {
            json.WriteString("name", name);
        }

        json.WriteString(isError ? "error" : "content", content);
    }).Replace("</", @"<\/", StringComparison.Ordinal) + "\n</tool_response>";

    private static string Choice(ToolChoice? choice) => choice?.Kind switch
    {
        ToolChoiceKind.Required => "You must call at least one function now.",
        ToolChoiceKind.Function => $"You must call the function {choice.Name} now.",
        _ => "Without need of a function, answer in plain text.",
    };

    private static string Describe(Tool tool) => Json(json =>
    {
        json.WriteString("type", "function");
        json.WriteStartObject("function");
        json.WriteString("name", tool.Name);
        if (tool.Description is { } description)
        {
            json.WriteString("description", description);
        }

        if (tool.Parameters is { } parameters)
        {
            json.WritePropertyName("parameters");
            parameters.WriteTo(json);
        }

        json.WriteEndObject();
    });

    private static string Json(Action<Utf8JsonWriter> write)
    {
        var output = new ArrayBufferWriter<byte>();
        using var json = new Utf8JsonWriter(output, s_options);
        json.WriteStartObject();
        write(json);
        json.WriteEndObject();
        json.Flush();
        return Encoding.UTF8.GetString(output.WrittenSpan);
    }
}

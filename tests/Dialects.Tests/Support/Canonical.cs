using System.Text.Json;
using Switchyard.Dialects.Answers;
using Switchyard.Dialects.Requests;

namespace Switchyard.Dialects.Tests.Support;

/// <summary>Canonical values as text to compare, without the places they were read from.</summary>
internal static class Canonical
{
    private static readonly JsonSerializerOptions s_options = new() { WriteIndented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Text(ModelAnswer answer) =>
        JsonSerializer.Serialize(new { answer.Id, answer.Model, answer.Finish, answer.Usage, Parts = answer.Parts.Select(Part) }, s_options);

    public static string Text(ModelRequest request) => JsonSerializer.Serialize(
        new
        {
            request.Model,
            Instructions = request.Instructions.Select(Part),
            Messages = request.Messages.Select(message => new { message.Role, message.Name, Parts = message.Parts.Select(Part) }),
            Tools = request.Tools.Select(tool => new { tool.Name, tool.Description, Parameters = tool.Parameters?.GetRawText(), tool.Strict, Cache = tool.CacheControl?.GetRawText() }),
            request.ToolChoice,
            request.ParallelToolCalls,
            request.Sampling,
            Format = request.ResponseFormat is { } format ? new { format.Kind, format.Name, format.Strict, Schema = format.Schema?.GetRawText() } : null,
            request.Reasoning,
            request.User,
            request.Stream,
        },
        s_options);

    private static object Part(MessagePart part) => part switch
    {
        ToolResultPart result => new { Kind = "result", result.CallId, result.IsError, Content = result.Content.Select(Part).ToList() },
        ToolCallPart call => new { Kind = "call", call.Id, call.Name, call.Arguments },
        ReasoningPart reasoning => new { Kind = "reasoning", reasoning.Text, reasoning.Signature, reasoning.Origin, reasoning.IsRedacted },
        TextPart text => new { Kind = "text", text.Text, Cache = text.CacheControl?.GetRawText() },
        RefusalPart refusal => new { Kind = "refusal", refusal.Text },
        ImagePart image => new { Kind = "image", image.Source, image.Detail },
        AudioPart audio => new { Kind = "audio", audio.Source },
        DocumentPart document => new { Kind = "document", document.Source, document.Name },
        _ => throw new InvalidOperationException($"No text for {part.GetType()}."),
    };
}

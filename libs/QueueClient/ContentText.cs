using System.Text.Json;
using static Switchyard.QueueClient.JsonValues;

namespace Switchyard.QueueClient;

/// <summary>The text in a part of a result: of a chunk of a chat completion, or of an event of a response.</summary>
internal static class ContentText
{
    private const string ResponseText = "response.output_text.delta";

    public static string Of(JsonElement part) => Text(part, "type") == ResponseText
        ? Text(part, "delta") ?? string.Empty
        : string.Concat(Items(part, "choices").Select(static choice => Member(choice, "delta") is { } delta ? Text(delta, "content") : null));
}

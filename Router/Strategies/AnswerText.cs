using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Switchyard.Dialects.Answers;
using Switchyard.Dialects.Requests;

namespace Switchyard.Router.Strategies;

/// <summary>What an answer says, in forms that can be compared.</summary>
internal static class AnswerText
{
    public static string Of(ModelAnswer answer) => string.Concat(answer.Parts.OfType<TextPart>().Select(static part => part.Text)).Trim();

    /// <summary>Gets what two answers have in common that say the same: calls with the same arguments, the same JSON, or the same words whatever their case, spaces and last full stop.</summary>
    public static string Key(ModelAnswer answer)
    {
        var calls = answer.Parts.OfType<ToolCallPart>().ToList();
        var text = Of(answer);
        return calls.Count > 0 ? string.Join('\n', calls.Select(static call => $"{call.Name} {CanonicalJson(call.Arguments) ?? call.Arguments}"))
            : CanonicalJson(text) ?? Normalize(text);
    }

    /// <summary>Gets <paramref name="text"/> with members in order and without spaces; <see langword="null"/> where it is no JSON object or array.</summary>
    public static string? CanonicalJson(string text)
    {
        try
        {
            return JsonNode.Parse(text) is JsonObject or JsonArray ? Sort(JsonNode.Parse(text))!.ToJsonString() : null;
        }
        catch (Exception exception) when (exception is JsonException or ArgumentException)
        {
            // A member that comes twice is an argument error once it is looked at.
            return null;
        }
    }

    private static JsonNode? Sort(JsonNode? node) => node switch
    {
        JsonObject members => new JsonObject(members.OrderBy(static member => member.Key, StringComparer.Ordinal).Select(static member => KeyValuePair.Create(member.Key, Sort(member.Value)))),
        JsonArray items => new JsonArray([.. items.Select(Sort)]),
        _ => node?.DeepClone(),
    };

    private static string Normalize(string text)
    {
        var words = new StringBuilder(text.Length);
        foreach (var character in text.Normalize(NormalizationForm.FormKC))
        {
            if (!char.IsWhiteSpace(character))
            {
                words.Append(char.ToLowerInvariant(character));
            }
            else if (words.Length > 0 && words[^1] != ' ')
            {
                words.Append(' ');
            }
        }

        return words.ToString().TrimEnd(' ', '.', '!');
    }
}

using System.Globalization;
using System.Numerics;
using System.Text.Json;

namespace Switchyard.Inference.Templates.Data;

/// <summary>JSON to template values.</summary>
internal static class TemplateJson
{
    // Python reads no longer whole numbers either.
    private const int MaxDigits = 4300;

    /// <summary>Converts <paramref name="element"/>; <paramref name="mapText"/> sees each string, member names included.</summary>
    /// <exception cref="TemplateException">A string holds half a surrogate pair, which is no text, or a number is too long.</exception>
    public static object? FromElement(JsonElement element, Func<string, string> mapText)
    {
        try
        {
            return Convert(element, mapText);
        }
        catch (InvalidOperationException exception)
        {
            throw new TemplateException("A string in the conversation is not valid Unicode text.", exception) { IsRefusal = true };
        }
    }

    private static object? Convert(JsonElement element, Func<string, string> mapText) => element.ValueKind switch
    {
        JsonValueKind.String => mapText(element.GetString()!),
        JsonValueKind.Number => ConvertNumber(element),
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        JsonValueKind.Array => TemplateList.List([.. element.EnumerateArray().Select(item => Convert(item, mapText))]),
        JsonValueKind.Object => ConvertObject(element, mapText),
        _ => null,
    };

    private static object ConvertNumber(JsonElement element)
    {
        var text = element.GetRawText();
        if (text.AsSpan().ContainsAny('.', 'e', 'E'))
        {
            return element.GetDouble();
        }

        return element.TryGetInt64(out var whole) ? (object)whole
            : text.Length <= MaxDigits ? BigInteger.Parse(text, CultureInfo.InvariantCulture)
            : throw TemplateErrors.Refusal($"A number in the conversation has {text.Length} digits; at most {MaxDigits} are served.");
    }

    private static TemplateMap ConvertObject(JsonElement element, Func<string, string> mapText)
    {
        var map = new TemplateMap();
        foreach (var member in element.EnumerateObject())
        {
            map[mapText(member.Name)] = Convert(member.Value, mapText);
        }

        return map;
    }
}

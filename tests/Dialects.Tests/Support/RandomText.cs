using System.Text;
using System.Text.Json;

namespace Switchyard.Dialects.Tests.Support;

/// <summary>Text and JSON by a seed, with whatever escapes and encodings trip over.</summary>
internal sealed class RandomText(Random random)
{
    private static readonly string[] s_pieces =
    [
        "a", "word ", "Übergröße ", "天気 ", "🌧️", "👩‍👩‍👧", "\"", "\\", "\n", "\r\n", "\t", "\u0001", "\u2028", "</script>", "data: [DONE]", "{\"a\":1}", "'", "&", "\u0000", " ",
    ];

    private static readonly JsonSerializerOptions s_options = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public string Next()
    {
        var text = new StringBuilder();
        for (var i = random.Next(1, 8); i > 0; i--)
        {
            text.Append(s_pieces[random.Next(s_pieces.Length)]);
        }

        return text.ToString();
    }

    public string Name() => $"name_{random.Next(1000)}";

    public string Base64()
    {
        var bytes = new byte[random.Next(1, 20)];
        random.NextBytes(bytes);
        return Convert.ToBase64String(bytes);
    }

    /// <summary>Makes a JSON object as the library writes it, so that it can be compared as text.</summary>
    public string Json() => JsonSerializer.Serialize(
        new Dictionary<string, object?> { ["text"] = Next(), ["number"] = random.Next(-5, 5) / 4.0, ["none"] = null, ["list"] = new object[] { true, Next(), Array.Empty<int>() } },
        s_options);

    public JsonElement Schema() => JsonElement.Parse($$$"""{"type":"object","properties":{"{{{Name()}}}":{"type":"string"}},"additionalProperties":false}""");
}

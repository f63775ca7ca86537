using System.Collections.Frozen;
using System.Text.Json;
using Switchyard.Dialects.Json;

namespace Switchyard.Dialects.Embeddings;

/// <summary>What a caller of OpenAI's <c>POST /v1/embeddings</c> asks for, in no dialect.</summary>
public sealed record EmbeddingRequest
{
    private static readonly FrozenSet<string> s_known = FrozenSet.Create("model", "input", "dimensions", "encoding_format");

    /// <summary>Gets the model's name.</summary>
    public required string Model { get; init; }

    /// <summary>Gets the texts.</summary>
    public required IReadOnlyList<string> Texts { get; init; }

    /// <summary>Gets the length of the vectors; <see langword="null"/> leaves it to the model.</summary>
    public int? Dimensions { get; init; }

    /// <summary>Gets whether vectors come as base64 of 32-bit floating-point numbers, little endian, rather than as arrays.</summary>
    public bool IsBase64 { get; init; }

    /// <summary>Gets the members that no other dialect has.</summary>
    public IReadOnlyList<DroppedHint> Dropped { get; init; } = [];

    /// <summary>Reads a body.</summary>
    /// <param name="body">UTF-8 JSON; not kept.</param>
    /// <exception cref="TranslationException">The body is malformed, or says something no other dialect can express.</exception>
    public static EmbeddingRequest Read(ReadOnlySpan<byte> body)
    {
        try
        {
            return Read(JsonField.ParseObject(body));
        }
        catch (JsonShapeException exception)
        {
            throw new TranslationException(exception.Path, exception.Message, exception) { IsUnsupported = exception.IsUnsupported };
        }
    }

    private static EmbeddingRequest Read(JsonField root) => new()
    {
        Model = root["model"].OptionalText() ?? string.Empty,
        Texts = ReadTexts(root["input"]),
        Dimensions = root["dimensions"].WholeNumber(),
        IsBase64 = root["encoding_format"].OptionalText() switch
        {
            null or "float" => false,
            "base64" => true,
            _ => throw root["encoding_format"].Wrong("float or base64"),
        },
        Dropped = [.. root.Members().Where(member => !s_known.Contains(member.Name) && !member.Value.IsAbsent).Select(member => new DroppedHint(member.Name, "The model's provider has nothing like it."))],
    };

    private static List<string> ReadTexts(JsonField input) => input.Kind == JsonValueKind.String ? [input.Text()] : [.. input.Items().Select(ReadText)];

    private static string ReadText(JsonField item) => item.Kind is JsonValueKind.Number or JsonValueKind.Array
        ? throw item.Unsupported("holds tokens, and the model's provider takes text only")
        : item.Text();
}

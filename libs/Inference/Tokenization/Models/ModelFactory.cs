using System.Text.Json;

namespace Switchyard.Inference.Tokenization.Models;

/// <summary>Makes models of their description in <c>tokenizer.json</c>.</summary>
internal static class ModelFactory
{
    /// <summary>Reads a model.</summary>
    /// <param name="reader">The description.</param>
    /// <param name="special">The control tokens' texts, which text is never cut into.</param>
    /// <exception cref="Inference.Models.ModelLoadException">The description is broken or not served.</exception>
    public static ITokenModel Read(ComponentReader reader, IReadOnlySet<string> special)
    {
        ITokenModel model = (reader.FindString("type") ?? GuessType(reader)) switch
        {
            "BPE" => new BytePairModel(reader, special),
            "Unigram" => new UnigramModel(reader, special),
            "WordPiece" => new WordPieceModel(reader, special),
            _ => throw reader.Refuse("type", "BPE, Unigram or WordPiece is expected"),
        };
        reader.End();
        return model;
    }

    // Older files do not name the type; the members tell it.
    private static string GuessType(ComponentReader reader) =>
        reader.Find("vocab") is { ValueKind: JsonValueKind.Array } ? "Unigram" : reader.Find("merges") is not null ? "BPE" : "WordPiece";
}

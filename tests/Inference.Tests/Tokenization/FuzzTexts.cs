using System.Text;

namespace Switchyard.Inference.Tests.Tokenization;

/// <summary>Texts of every kind a tokenizer meets, the same for the same seed.</summary>
internal static class FuzzTexts
{
    private static readonly string[] s_words =
        ["the", "Hello", "running", "don't", "WE'LL", "tokenizer", "unknownwordsomething", "straße", "žluťoučký", "kůň", "naïve", "crème", "Ångström", "łódź", "привет", "мир", "κόσμε", "λόγος", "日本語", "世界你好", "人工智能", "ひらがな", "カタカナ", "ｶﾀｶﾅ", "한국어", "세계", "مرحبا", "नमस्ते", "ภาษาไทย", "ﬁnance", "Ⅷ", "①", "x²", "½", "１２３", "٣٤٥"];

    private static readonly string[] s_marks = ["\u0301", "\u0308", "\u0323", "\u0327\u0301", "\u031B", "\u064B", "\u3099", "\u20DD", "\u0345", "\u0E49"];
    private static readonly string[] s_symbols = ["😀", "👩‍👩‍👧", "👍🏽", "🏳️‍🌈", "❤️", "𝒜𝒷", "𝟙𝟚", "€", "→", "“q”", "…", "—", "@", "#", "$5", "::", "--", "!?", "<", ">", "<|", "|>", "()", "[]", "_", "a_b", "\\", "\"", "'", "''", "`"];
    private static readonly string[] s_spaces = [" ", " ", " ", "  ", "    ", "\n", "\r\n", "\n\n\n", "\t", " \n ", "\u00A0", "\u3000", "\u2009", "\u200B"];
    private static readonly string[] s_controls = ["\u0001", "\u0007", "\u001F", "\u007F", "\u0000", "\u00AD", "\u200D", "\u202E", "\uFFFD", "\uE000"];
    private static readonly string[] s_numbers = ["0", "7", "42", "2024", "3.14", "1,000", "123456789012345678901234567890"];

    /// <summary>Makes texts out of everything above and <paramref name="extra"/>.</summary>
    public static IReadOnlyList<string> Create(int seed, int count, params string[] extra)
    {
        string[][] groups = extra.Length == 0 ? [s_words, s_marks, s_symbols, s_spaces, s_controls, s_numbers] : [s_words, s_marks, s_symbols, s_spaces, s_controls, s_numbers, extra];
        var random = new Random(seed);
        var texts = new List<string> { " ", "  ", "a", "\n", new('a', 300), string.Concat(Enumerable.Repeat("é", 150)), string.Concat(Enumerable.Repeat("漢字", 120)), new(' ', 70) };
        while (texts.Count < count)
        {
            texts.Add(CreateOne(random, groups));
        }

        return texts;
    }

    private static string CreateOne(Random random, string[][] groups)
    {
        // Some texts are prose, words with spaces between, and some are anything beside anything.
        var isProse = random.Next(2) == 0;
        var text = new StringBuilder();
        for (var parts = random.Next(1, 14); parts > 0; parts--)
        {
            var group = isProse && random.Next(5) > 0 ? s_words : groups[random.Next(groups.Length)];
            text.Append(group[random.Next(group.Length)]);
            text.Append(isProse && random.Next(4) > 0 ? " " : string.Empty);
        }

        return text.ToString();
    }
}

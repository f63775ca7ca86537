using System.Text;

namespace Switchyard.Inference.Tests.Tokenization.Normalizers;

/// <summary>Each normalizer gives what the npm library gives.</summary>
public sealed class NormalizerConformanceTests(TokenizersPeer peer) : IClassFixture<TokenizersPeer>
{
    private const int Seed = 711;

    // Left out where the npm library differs from the Rust library, which wrote the files: U+FEFF is white space only to JavaScript's trim;
    // a capital sigma that ends a word is ς only to its toLowerCase.
    public static TheoryData<string> Descriptions =>
    [
        """{"type": "NFC"}""",
        """{"type": "NFD"}""",
        """{"type": "NFKC"}""",
        """{"type": "NFKD"}""",
        """{"type": "Lowercase"}""",
        """{"type": "StripAccents"}""",
        """{"type": "Strip", "strip_left": true, "strip_right": true}""",
        """{"type": "Strip", "strip_left": true, "strip_right": false}""",
        """{"type": "Strip", "strip_left": false, "strip_right": true}""",
        """{"type": "Prepend", "prepend": "▁"}""",
        """{"type": "Replace", "pattern": {"String": " "}, "content": "▁"}""",
        """{"type": "Replace", "pattern": {"String": "."}, "content": ""}""",
        """{"type": "Replace", "pattern": {"Regex": "\\s+"}, "content": " "}""",
        """{"type": "Replace", "pattern": {"Regex": "[^\\w\\s]|_"}, "content": "$1&"}""",
        """{"type": "Replace", "pattern": {"Regex": "\\p{M}"}, "content": "^"}""",
        """{"type": "BertNormalizer", "clean_text": true, "handle_chinese_chars": true, "strip_accents": null, "lowercase": true}""",
        """{"type": "BertNormalizer", "clean_text": true, "handle_chinese_chars": true, "strip_accents": false, "lowercase": false}""",
        """{"type": "BertNormalizer", "clean_text": false, "handle_chinese_chars": false, "strip_accents": true, "lowercase": false}""",
        """{"type": "BertNormalizer", "clean_text": true, "handle_chinese_chars": false, "strip_accents": false, "lowercase": true}""",
        """{"type": "Sequence", "normalizers": [{"type": "NFD"}, {"type": "Lowercase"}, {"type": "StripAccents"}, {"type": "Strip", "strip_left": true, "strip_right": true}]}""",
        """{"type": "Sequence", "normalizers": []}""",
    ];

    public static TheoryData<string> Forms => ["NFC", "NFD", "NFKC", "NFKD"];

    [Theory]
    [MemberData(nameof(Descriptions))]
    public async Task Normalize_FuzzedTexts_GivesThePeersText(string description)
    {
        var texts = FuzzTexts.Create(Seed, 400, "İstanbul", "ÀÉÎ", "ŃǅK", "Ω", "각", "ﷺ", "㍿", "ﬃ", "q\u0307\u0323", "\u0344", "שּׁ", "É.É");

        await AssertSameAsync(TokenizerSource.With(("normalizer", description)), texts);
    }

    [Theory]
    [MemberData(nameof(Forms))]
    public async Task Normalize_EveryCodePoint_GivesThePeersText(string form)
    {
        var source = TokenizerSource.With(("normalizer", $$"""{"type": "{{form}}"}"""));

        // Each by itself, then each among marks that may combine or change places with it.
        await AssertSameAsync(source, EachBlock(static rune => rune + "|"));
        await AssertSameAsync(source, EachBlock(static rune => "a\u0345" + rune + "\u0316\u0301\u0327" + rune + "\u0334|"));
    }

    [Fact]
    public async Task Normalize_RandomMarksAndJamo_GivesThePeersText()
    {
        var random = new Random(Seed);
        int[] pool = [.. Enumerable.Range(0x300, 0x70), .. Enumerable.Range(0x1100, 0x13), .. Enumerable.Range(0x1161, 0x15), .. Enumerable.Range(0x11A8, 0x1B), .. "aeouAEOUıçươ가ᾳω", 0x9C7, 0x9BE, 0x9D7, 0x1D157, 0x1D165];
        var texts = Enumerable.Range(0, 3000).Select(_ => string.Concat(Enumerable.Range(0, random.Next(2, 9)).Select(_ => char.ConvertFromUtf32(pool[random.Next(pool.Length)])))).ToList();

        foreach (var form in Forms)
        {
            await AssertSameAsync(TokenizerSource.With(("normalizer", $$"""{"type": "{{(string)form}}"}""")), texts);
        }
    }

    private static List<string> EachBlock(Func<string, string> write)
    {
        var texts = new List<string>();
        for (var start = 0; start < 0x30000; start += 0x400)
        {
            // Plane 2 is ideographs without a decomposition, but for its last blocks.
            start = start == 0x20000 ? 0x2F800 : start;
            var text = new StringBuilder();
            foreach (var codePoint in Enumerable.Range(start, 0x400).Where(Rune.IsValid))
            {
                text.Append(write(char.ConvertFromUtf32(codePoint)));
            }

            texts.Add(text.ToString());
        }

        return texts;
    }

    private async Task AssertSameAsync(TokenizerSource source, IReadOnlyList<string> texts)
    {
        var normalizer = source.ReadFile().Normalizer!;

        var expected = await peer.NormalizeAsync(source, texts);

        Assert.All(Enumerable.Range(0, texts.Count), i => Assert.Equal(expected[i], normalizer.Normalize(texts[i])));
    }
}

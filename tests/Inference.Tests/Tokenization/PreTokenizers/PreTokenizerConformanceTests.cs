using Switchyard.Inference.Tokenization.PreTokenizers;

namespace Switchyard.Inference.Tests.Tokenization.PreTokenizers;

/// <summary>Each pre-tokenizer gives what the npm library gives, where that library does as the Rust library, which wrote the files, does.</summary>
public sealed class PreTokenizerConformanceTests(TokenizersPeer peer) : IClassFixture<TokenizersPeer>
{
    private const int Seed = 97;

    // Left to PreTokenizerTests, because the npm library differs: Whitespace, Digits beyond ASCII, FixedLength beyond the basic plane; any
    // behavior of Split but Isolated and Removed, Isolated with invert, Removed with a String; any behavior of Punctuation but Contiguous; the
    // split of Metaspace; CharDelimiterSplit, which it lacks.
    public static TheoryData<string> Descriptions =>
    [
        """{"type": "ByteLevel", "add_prefix_space": false, "trim_offsets": true, "use_regex": true}""",
        """{"type": "ByteLevel", "add_prefix_space": true, "trim_offsets": true, "use_regex": true}""",
        """{"type": "ByteLevel", "add_prefix_space": true, "trim_offsets": true, "use_regex": false}""",
        """{"type": "WhitespaceSplit"}""",
        """{"type": "BertPreTokenizer"}""",
        """{"type": "Punctuation", "behavior": "Contiguous"}""",
        """{"type": "Metaspace", "replacement": "▁", "prepend_scheme": "always", "split": false}""",
        """{"type": "Metaspace", "replacement": "▁", "prepend_scheme": "first", "split": false}""",
        """{"type": "Metaspace", "replacement": "_", "prepend_scheme": "never", "split": false}""",
        """{"type": "Split", "pattern": {"String": " "}, "behavior": "Isolated", "invert": false}""",
        """{"type": "Split", "pattern": {"String": "日"}, "behavior": "Isolated", "invert": false}""",
        """{"type": "Split", "pattern": {"Regex": "\\s+"}, "behavior": "Removed", "invert": false}""",
        """{"type": "Split", "pattern": {"Regex": "\\w+|[^\\w\\s]+"}, "behavior": "Removed", "invert": true}""",
        """{"type": "Split", "pattern": {"Regex": "\\d{1,3}|\\h{4}"}, "behavior": "Isolated", "invert": false}""",
        """{"type": "Split", "pattern": {"Regex": "[^(\\s|[.,!?…。，、।۔،])]+"}, "behavior": "Isolated", "invert": false}""",
        """{"type": "Split", "pattern": {"Regex": "[[:word:]]+|[[:punct:][:cntrl:]]|[[:space:]]{,2}"}, "behavior": "Isolated", "invert": false}""",
        """{"type": "Split", "pattern": {"Regex": "^.|.$"}, "behavior": "Isolated", "invert": false}""",
        """{"type": "Split", "pattern": {"Regex": "[^\\r\\n\\p{L}\\p{N}]?[\\p{Lu}\\p{Lt}\\p{Lm}\\p{Lo}\\p{M}]*[\\p{Ll}\\p{Lm}\\p{Lo}\\p{M}]+(?i:'s|'t|'re|'ve|'m|'ll|'d)?|[^\\r\\n\\p{L}\\p{N}]?[\\p{Lu}\\p{Lt}\\p{Lm}\\p{Lo}\\p{M}]+[\\p{Ll}\\p{Lm}\\p{Lo}\\p{M}]*(?i:'s|'t|'re|'ve|'m|'ll|'d)?|\\p{N}{1,3}| ?[^\\s\\p{L}\\p{N}]+[\\r\\n/]*|\\s*[\\r\\n]+|\\s+(?!\\S)|\\s+"}, "behavior": "Isolated", "invert": false}""",
        """{"type": "Split", "pattern": {"Regex": "(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\\r\\n\\p{L}\\p{N}]?\\p{L}+|\\p{N}| ?[^\\s\\p{L}\\p{N}]+[\\r\\n]*|\\s*[\\r\\n]+|\\s+(?!\\S)|\\s+"}, "behavior": "Isolated", "invert": false}""",
        """{"type": "Sequence", "pretokenizers": [{"type": "WhitespaceSplit"}, {"type": "Punctuation", "behavior": "Contiguous"}]}""",
        """{"type": "Sequence", "pretokenizers": [{"type": "Split", "pattern": {"Regex": "\\p{N}{1,3}"}, "behavior": "Isolated", "invert": false}, {"type": "Split", "pattern": {"Regex": "[一-龥぀-ゟ゠-ヿ]+"}, "behavior": "Isolated", "invert": false}, {"type": "ByteLevel", "add_prefix_space": false, "trim_offsets": true, "use_regex": false}]}""",
        """{"type": "Sequence", "pretokenizers": [{"type": "WhitespaceSplit"}, {"type": "Metaspace", "replacement": "▁", "prepend_scheme": "always", "split": false}]}""",
        """{"type": "Sequence", "pretokenizers": []}""",
    ];

    [Theory]
    [MemberData(nameof(Descriptions))]
    public async Task Apply_FuzzedTexts_GivesThePeersPieces(string description)
    {
        var source = TokenizerSource.With(("pre_tokenizer", description));
        var preTokenizer = source.ReadFile().PreTokenizer!;
        var texts = FuzzTexts.Create(Seed, 500, "it's", "I'LL", "ABCdef", "x'S", "Ⓐⓑ", "a‿b", "ªº", "𐐀𐐨", "𝟘", "𠀀", "caFE00", "a.b.", "/\n/");

        var expected = await peer.PreTokenizeAsync(source, texts);

        Assert.All(Enumerable.Range(0, texts.Count), i => Assert.Equal($"{texts[i]}: {string.Join('|', expected[i])}", $"{texts[i]}: {string.Join('|', Apply(preTokenizer, texts[i]))}"));
    }

    private static IEnumerable<string> Apply(IPreTokenizer preTokenizer, string text)
    {
        var pieces = new PreTokenizedText(text, isStart: true);
        preTokenizer.Apply(pieces);
        return pieces.Pieces.Select(piece => pieces.Text.Substring(piece.Start, piece.Length));
    }
}

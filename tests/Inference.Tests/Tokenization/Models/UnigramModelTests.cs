using Switchyard.Inference.Models;

namespace Switchyard.Inference.Tests.Tokenization.Models;

public sealed class UnigramModelTests
{
    private const string Vocabulary = """[["<unk>", 0], ["a", -2], ["b", -2], ["ab", -3], ["</s>", 0], ["abab", -6]]""";

    [Theory]
    [InlineData("ab", new[] { 3 })]
    [InlineData("abab", new[] { 5 })]
    [InlineData("ba", new[] { 2, 1 })]
    [InlineData("axxb", new[] { 1, 0, 2 })]
    [InlineData("x", new[] { 0 })]
    [InlineData("😀x", new[] { 0 })]
    [InlineData("", new int[0])]
    public void Encode_Text_TakesTheBestCut(string text, int[] expected) => Assert.Equal(expected, Load($$"""{"type": "Unigram", "unk_id": 0, "vocab": {{Vocabulary}}}""").Encode(text, allowSpecial: false));

    // The text of a control token scores best, as in real files; a user's text must not become it.
    [Fact]
    public void Encode_ControlTokensText_IsNotTheControlToken()
    {
        var tokenizer = Load($$"""{"type": "Unigram", "unk_id": 0, "vocab": {{Vocabulary}}}""");

        Assert.Equal([1, 0, 2], tokenizer.Encode("a</s>b", allowSpecial: false));
        Assert.Equal([1, 4, 2], tokenizer.Encode("a</s>b", allowSpecial: true));
    }

    // The npm library has no byte_fallback for Unigram; the Rust library spells the unknown text in bytes.
    [Fact]
    public void Encode_ByteFallback_SpellsUnknownText()
    {
        var bytes = string.Join(", ", Enumerable.Range(0, 256).Select(value => $"[\"<0x{value:X2}>\", -9]"));
        var tokenizer = Load($$"""{"type": "Unigram", "unk_id": 0, "byte_fallback": true, "vocab": [["<unk>", 0], ["a", -2], {{bytes}}]}""");

        Assert.Equal([1, 2 + 0xC3, 2 + 0xA9, 2 + 0x78, 1], tokenizer.Encode("aéxa", allowSpecial: false));
    }

    [Theory]
    [InlineData("""{"type": "Unigram", "vocab": [["a", -1]]}""", "'model.unk_id': null is refused: it must name a token of the vocabulary.")]
    [InlineData("""{"type": "Unigram", "unk_id": 1, "vocab": [["a", -1]]}""", "'model.unk_id': 1 is refused: it must name a token of the vocabulary.")]
    [InlineData("""{"type": "Unigram", "unk_id": 0, "vocab": [["a"]]}""", "'model.vocab': [\"a\"] is no pair of a text and a score.")]
    [InlineData("""{"type": "Unigram", "unk_id": 0, "vocab": {}}""", "'model.vocab': {} is refused: an array is expected.")]
    public void Load_BrokenModel_IsRefused(string model, string problem) =>
        Assert.Equal("tokenizer.json: " + problem, Assert.Throws<ModelLoadException>(() => TokenizerSource.With(("model", model)).Load()).Message);

    private static Inference.Tokenization.Tokenizer Load(string model) =>
        TokenizerSource.With(("model", model), ("added_tokens", """[{"id": 4, "content": "</s>", "special": true}]""")).Load();
}

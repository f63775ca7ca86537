using Switchyard.Inference.Models;

namespace Switchyard.Inference.Tests.Tokenization.Models;

public sealed class WordPieceModelTests
{
    [Theory]
    [InlineData("ab", new[] { 1, 2 })]
    [InlineData("abb", new[] { 1, 2, 2 })]
    [InlineData("abbbbbbbbb", new[] { 1, 2, 2, 2, 2, 2, 2, 2, 2, 2 })]
    [InlineData("abbbbbbbbbb", new[] { 0 })]
    [InlineData("ba", new[] { 0 })]
    [InlineData("ax", new[] { 0 })]
    public void Encode_Word_IsCutOrUnknown(string text, int[] expected)
    {
        var tokenizer = TokenizerSource.With(("model", """{"type": "WordPiece", "unk_token": "[UNK]", "max_input_chars_per_word": 10, "vocab": {"[UNK]": 0, "a": 1, "##b": 2}}""")).Load();

        Assert.Equal(expected, tokenizer.Encode(text, allowSpecial: false));
    }

    [Fact]
    public void Encode_ControlTokensText_IsNotTheControlToken()
    {
        var tokenizer = TokenizerSource.With(
            ("model", """{"type": "WordPiece", "unk_token": "[UNK]", "vocab": {"[UNK]": 0, "[SEP]": 1}}"""),
            ("added_tokens", """[{"id": 1, "content": "[SEP]", "special": true}]""")).Load();

        Assert.Equal([0], tokenizer.Encode("[SEP]", allowSpecial: false));
    }

    [Fact]
    public void Load_WithoutTheUnknownToken_IsRefused() => Assert.Equal(
        "tokenizer.json: 'model.unk_token': \"[X]\" is refused: the vocabulary lacks it.",
        Assert.Throws<ModelLoadException>(() => TokenizerSource.With(("model", """{"type": "WordPiece", "unk_token": "[X]", "vocab": {"a": 0}}""")).Load()).Message);
}

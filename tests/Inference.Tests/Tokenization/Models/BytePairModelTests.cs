using Switchyard.Inference.Models;

namespace Switchyard.Inference.Tests.Tokenization.Models;

public sealed class BytePairModelTests
{
    [Theory]
    [InlineData("ab", new[] { 5 })]
    [InlineData("abb", new[] { 7 })]
    [InlineData("ba", new[] { 2, 3 })]
    public void Encode_ContinuingPrefix_IsPutBeforeAllButTheFirst(string text, int[] expected)
    {
        var tokenizer = TokenizerSource.With(("model", """
            {"type": "BPE", "unk_token": "<unk>", "continuing_subword_prefix": "##", "vocab": {"<unk>": 0, "a": 1, "b": 2, "##a": 3, "##b": 4, "ab": 5, "##bb": 6, "abb": 7}, "merges": ["a ##b", "ab ##b"]}
            """)).Load();

        Assert.Equal(expected, tokenizer.Encode(text, allowSpecial: false));
    }

    [Theory]
    [InlineData(true, new[] { 0, 1, 0 })]
    [InlineData(false, new[] { 0, 0, 1, 0 })]
    public void Encode_UnknownCharacters_AreFusedWhereTheFileSaysSo(bool fuses, int[] expected)
    {
        var tokenizer = TokenizerSource.With(("model", $$"""{"type": "BPE", "unk_token": "<unk>", "fuse_unk": {{(fuses ? "true" : "false")}}, "vocab": {"<unk>": 0, "a": 1}, "merges": []}""")).Load();

        Assert.Equal(expected, tokenizer.Encode("xya😀", allowSpecial: false));
    }

    [Fact]
    public void Encode_JoinToAControlToken_IsNotMade()
    {
        var tokenizer = TokenizerSource.With(
            ("model", """{"type": "BPE", "unk_token": "<unk>", "ignore_merges": true, "vocab": {"<unk>": 0, "<": 1, "s": 2, ">": 3, "<s": 4, "<s>": 5}, "merges": ["< s", "<s >"]}"""),
            ("added_tokens", """[{"id": 5, "content": "<s>", "special": true}]""")).Load();

        Assert.Equal([4, 3], tokenizer.Encode("<s>", allowSpecial: false));
        Assert.Equal([5], tokenizer.Encode("<s>", allowSpecial: true));
    }

    [Theory]
    [InlineData("""{"type": "BPE", "vocab": {"a": 0}, "merges": []}""", "'model.unk_token': the member is missing, and the vocabulary has neither all bytes nor byte_fallback: some text would be lost.")]
    [InlineData("""{"type": "BPE", "unk_token": "?", "vocab": {"a": 0}, "merges": []}""", "'model.unk_token': \"?\" is refused: the vocabulary lacks it.")]
    [InlineData("""{"type": "BPE", "unk_token": "a", "vocab": {"a": 0}, "merges": ["a b"]}""", "'model.merges': the merge 'a b' names a token that the vocabulary lacks.")]
    [InlineData("""{"type": "BPE", "unk_token": "a", "vocab": {"a": 0}, "merges": ["ab"]}""", "'model.merges': 'ab' is no pair.")]
    [InlineData("""{"type": "BPE", "unk_token": "a", "vocab": {"a": 0}}""", "'model.merges': the member is missing.")]
    [InlineData("""{"type": "BPE", "unk_token": "a", "vocab": {}, "merges": []}""", "'model.vocab': the vocabulary is empty.")]
    [InlineData("""{"type": "BPE", "unk_token": "a", "vocab": {"a": -1}, "merges": []}""", "'model.vocab': {\"a\":-1} is refused: a whole number of 0 or more is expected.")]
    [InlineData("""{"type": "BPE", "unk_token": "a", "vocab": {"a": 2000000000}, "merges": []}""", "'model.vocab': the id 2000000000 is higher than 16777215.")]
    [InlineData("""{"type": "BPE", "unk_token": "a", "dropout": 0.1, "vocab": {"a": 0}, "merges": []}""", "'model.dropout': 0.1 is refused: joins left out at random are for training.")]
    public void Load_BrokenModel_IsRefused(string model, string problem) =>
        Assert.Equal("tokenizer.json: " + problem, Assert.Throws<ModelLoadException>(() => TokenizerSource.With(("model", model)).Load()).Message);
}

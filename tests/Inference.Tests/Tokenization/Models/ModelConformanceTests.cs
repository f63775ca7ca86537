using System.Globalization;

namespace Switchyard.Inference.Tests.Tokenization.Models;

/// <summary>Models with options that no trained file here has give the ids that the npm library gives.</summary>
public sealed class ModelConformanceTests(TokenizersPeer peer) : IClassFixture<TokenizersPeer>
{
    private const int Seed = 4;
    private const string Gpt1Model =
        """{"type": "BPE", "unk_token": "<unk>", "end_of_word_suffix": "</w>", "vocab": {"<unk>": 0, "a": 1, "b": 2, "a</w>": 3, "b</w>": 4, "ab": 5, "ab</w>": 6, "aba": 7, "bab</w>": 8}, "merges": ["a b", "a b</w>", "ab a", "b ab</w>"]}""";

    [Theory]
    [InlineData("model.byte_fallback", "false")]
    [InlineData("model.byte_fallback", "false", "model.fuse_unk", "false")]
    [InlineData("model.fuse_unk", "false")]
    [InlineData("model.ignore_merges", "true", "pre_tokenizer", """{"type": "Metaspace", "replacement": "▁", "prepend_scheme": "always", "split": false}""")]
    [InlineData("normalizer", "null", "pre_tokenizer", """{"type": "WhitespaceSplit"}""")]
    public async Task Encode_SentencePieceBpe_GivesThePeersIds(params string[] parts) =>
        await AssertSameAsync(TokenizerSource.TrainedWith("sentencepiece-bpe.json", [.. parts.Chunk(2).Select(pair => (pair[0], pair[1]))]), FuzzTexts.Create(Seed, 400));

    [Theory]
    [InlineData("model.max_input_chars_per_word", "5")]
    [InlineData("model.continuing_subword_prefix", "\"\"")]
    public async Task Encode_WordPiece_GivesThePeersIds(string name, string json) =>
        await AssertSameAsync(TokenizerSource.TrainedWith("wordpiece.json", (name, json)), FuzzTexts.Create(Seed, 400));

    [Fact]
    public async Task Encode_BpeWithEndOfWord_GivesThePeersIds() =>
        await AssertSameAsync(TokenizerSource.With(("model", Gpt1Model), ("pre_tokenizer", """{"type": "WhitespaceSplit"}"""), ("decoder", """{"type": "BPEDecoder", "suffix": "</w>"}""")), RandomTexts("ab cab"));

    // Whole scores make many cuts equally good; which of them wins must be the peer's, too.
    [Fact]
    public async Task Encode_UnigramWithTies_GivesThePeersIds()
    {
        var random = new Random(Seed);
        string[] letters = ["a", "b", "c"];
        var pieces = letters.Concat(letters.SelectMany(a => letters.Select(b => a + b))).Concat(letters.SelectMany(a => letters.SelectMany(b => letters.Select(c => a + b + c)))).Where(_ => random.Next(4) > 0);
        var vocabulary = string.Join(", ", pieces.Select(piece => string.Create(CultureInfo.InvariantCulture, $"[\"{piece}\", {-random.Next(1, 5) * piece.Length}]")));

        await AssertSameAsync(TokenizerSource.With(("model", $$"""{"type": "Unigram", "unk_id": 0, "vocab": [["<unk>", 0], {{vocabulary}}]}""")), RandomTexts("abcd"));
    }

    private static string[] RandomTexts(string letters)
    {
        var random = new Random(Seed);
        return [.. Enumerable.Range(0, 1000).Select(_ => string.Concat(Enumerable.Range(0, random.Next(1, 40)).Select(_ => letters[random.Next(letters.Length)])))];
    }

    private async Task AssertSameAsync(TokenizerSource source, IReadOnlyList<string> texts)
    {
        var tokenizer = source.Load();

        var expected = await peer.EncodeAsync(source, texts, add: false);

        Assert.All(Enumerable.Range(0, texts.Count), i => Assert.Equal($"{texts[i]}: {string.Join(' ', expected[i])}", $"{texts[i]}: {string.Join(' ', tokenizer.Encode(texts[i], allowSpecial: true))}"));
        var decoded = await peer.DecodeAsync(source, expected, skipSpecial: false);
        Assert.Equal(decoded, expected.Select(ids => tokenizer.Decode(ids, skipSpecial: false)));
    }
}

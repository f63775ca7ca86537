using Switchyard.Inference.Tokenization;

namespace Switchyard.Inference.Tests.Tokenization;

/// <summary>Whole tokenizers give what the npm library gives: one of each kind, on texts of every kind.</summary>
public sealed class TokenizerConformanceTests(TokenizersPeer peer) : IClassFixture<TokenizersPeer>
{
    private const int Seed = 20261;
    private const int Texts = 1500;

    public static TheoryData<string> Names => ["pocket", "sentencepiece-bpe.json", "wordpiece.json", "unigram.json"];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Encode_FuzzedTexts_GivesThePeersIds(string name)
    {
        var source = Open(name);
        var tokenizer = source.Load();
        var texts = FuzzTexts.Create(Seed, Texts, [.. tokenizer.SpecialTokens.Where(token => token != "<unk>")]);

        var expected = await peer.EncodeAsync(source, texts, add: false);

        Assert.All(Enumerable.Range(0, texts.Count), i => Assert.Equal($"{texts[i]}: {string.Join(' ', expected[i])}", $"{texts[i]}: {string.Join(' ', tokenizer.Encode(texts[i], allowSpecial: true))}"));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Encode_WithPrefixAndSuffix_GivesThePeersIds(string name)
    {
        var source = Open(name);
        var tokenizer = source.Load();

        var expected = await peer.EncodeAsync(source, ["Hello the world"], add: true);

        Assert.Equal(expected[0], tokenizer.PrefixIds.Concat(tokenizer.Encode("Hello the world", allowSpecial: true)).Concat(tokenizer.SuffixIds));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Decode_OfFuzzedTexts_GivesThePeersText(string name)
    {
        var source = Open(name);
        var tokenizer = source.Load();
        var ids = FuzzTexts.Create(Seed + 1, Texts, [.. tokenizer.SpecialTokens]).Select(text => tokenizer.Encode(text, allowSpecial: true)).ToList();

        await AssertDecodesAsync(source, tokenizer, ids);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Decode_OfRandomIds_GivesThePeersText(string name)
    {
        var source = Open(name);
        var tokenizer = source.Load();
        var random = new Random(Seed + 2);
        var ids = Enumerable.Range(0, Texts).Select(_ => Enumerable.Range(0, random.Next(1, 12)).Select(_ => random.Next(tokenizer.Count)).ToArray()).ToList();

        await AssertDecodesAsync(source, tokenizer, ids);
    }

    private static TokenizerSource Open(string name) => name == "pocket" ? TokenizerSource.Pocket : TokenizerSource.Trained(name);

    private async Task AssertDecodesAsync(TokenizerSource source, Tokenizer tokenizer, IReadOnlyList<IReadOnlyList<int>> ids)
    {
        foreach (var skipSpecial in new[] { false, true })
        {
            var expected = await peer.DecodeAsync(source, ids, skipSpecial);

            Assert.All(Enumerable.Range(0, ids.Count), i => Assert.Equal((string.Join(' ', ids[i]), expected[i]), (string.Join(' ', ids[i]), tokenizer.Decode(ids[i], skipSpecial))));
        }
    }
}

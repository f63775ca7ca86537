using Switchyard.Inference.Tokenization;

namespace Switchyard.Inference.Tests.Tokenization;

/// <summary>What holds for tokenizers of every kind.</summary>
public sealed class TokenizerKindsTests(TokenizersPeer peer) : IClassFixture<TokenizersPeer>
{
    private const int Million = 1_000_000;

    public static TheoryData<string> Names => ["pocket", "sentencepiece-bpe.json", "wordpiece.json", "unigram.json"];

    [Theory]
    [MemberData(nameof(Names))]
    public void Encode_ProtectedControlTokens_StayText(string name)
    {
        var tokenizer = Open(name);
        var special = tokenizer.SpecialTokens.ToList();
        var ids = special.Select(token => Assert.Single(tokenizer.Encode(token, allowSpecial: true))).ToHashSet();
        var unknown = tokenizer.Encode("\uFFFE", allowSpecial: false).ToHashSet();
        var guard = new ControlTokenGuard(special);

        foreach (var text in special.SelectMany(token => new[] { token, " " + token, "x" + token + token, token[..^1], token.ToUpperInvariant() }))
        {
            var protectedIds = tokenizer.Encode(guard.Protect(text), allowSpecial: true);

            Assert.Equal(tokenizer.Encode(text, allowSpecial: false), protectedIds);
            Assert.DoesNotContain(protectedIds, id => ids.Contains(id) && !unknown.Contains(id));
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void IncrementalDecoder_FuzzedTexts_StreamsWhatDecodeGives(string name)
    {
        var tokenizer = Open(name);
        foreach (var text in FuzzTexts.Create(3, 200, [.. tokenizer.SpecialTokens]))
        {
            var ids = tokenizer.Encode(text, allowSpecial: true);
            var decoder = new IncrementalDecoder(tokenizer);
            var parts = ids.Select(decoder.Add).ToList();
            parts.Add(decoder.Finish());

            Assert.Equal(tokenizer.Decode(ids, skipSpecial: true), string.Concat(parts));
            Assert.All(parts, part => Assert.True(part.Length == 0 || !(char.IsLowSurrogate(part[0]) || char.IsHighSurrogate(part[^1]))));
        }
    }

    [Theory]
    [InlineData("sentencepiece-bpe.json")]
    [InlineData("unigram.json")]
    public void Decode_OfEncode_IsTheTextAsNormalized(string name)
    {
        var tokenizer = Open(name);
        var text = "the running tokenizer walked 日本 привет.";

        Assert.Equal(text, tokenizer.Decode(tokenizer.Encode(text, allowSpecial: false), skipSpecial: true));
    }

    // No step is quadratic: one character a million times, and a million characters of anything.
    [Theory]
    [MemberData(nameof(Names))]
    public void Encode_AMillionCharacters_Ends(string name)
    {
        var tokenizer = Open(name);
        var random = new Random(1);
        var letters = "abcdefghijklmnopqrstuvwxyz  \n.,0123é漢\u0301<[";

        Assert.NotEmpty(tokenizer.Encode(new string('a', Million), allowSpecial: true));
        Assert.NotEmpty(tokenizer.Encode(string.Create(Million, random, (text, random) =>
        {
            for (var i = 0; i < text.Length; i++)
            {
                text[i] = letters[random.Next(letters.Length)];
            }
        }), allowSpecial: true));
    }

    [Theory]
    [InlineData("pocket", 16)]
    [InlineData("sentencepiece-bpe.json", 16)]
    [InlineData("wordpiece.json", int.MaxValue)]
    [InlineData("unigram.json", int.MaxValue)]
    public void MaxTokenBytes_OfEachKind_IsALimitOrNone(string name, int expected) => Assert.Equal(expected, Open(name).MaxTokenBytes);

    [Fact]
    public async Task Encode_AddedTokens_GivesThePeersIds()
    {
        var source = TokenizerSource.TrainedWith("wordpiece.json", ("added_tokens", """
            [{"id": 2, "content": "[CLS]", "special": true, "normalized": false}, {"id": 900, "content": "<L>", "lstrip": true, "normalized": false}, {"id": 901, "content": "<R>", "rstrip": true, "normalized": false},
             {"id": 902, "content": "<B>", "lstrip": true, "rstrip": true, "normalized": false}, {"id": 903, "content": "Né", "normalized": true}, {"id": 904, "content": "Walk", "normalized": true, "lstrip": true}]
            """));
        var tokenizer = source.Load();
        var texts = FuzzTexts.Create(9, 600, "[CLS]", "<L>", "<R>", "<B>", "Né", "ne", "WALK", "walk", " <L> ", " <R> ");

        var expected = await peer.EncodeAsync(source, texts, add: false);

        Assert.All(Enumerable.Range(0, texts.Count), i => Assert.Equal($"{texts[i]}: {string.Join(' ', expected[i])}", $"{texts[i]}: {string.Join(' ', tokenizer.Encode(texts[i], allowSpecial: true))}"));
    }

    // A control token is one as it is written, whatever the file says of normalizing it: the guard knows no other form. The libraries would
    // find it in the normalized text.
    [Fact]
    public void Encode_NormalizedControlToken_IsFoundOnlyAsWritten()
    {
        var tokenizer = TokenizerSource.TrainedWith("wordpiece.json", ("added_tokens", """[{"id": 2, "content": "[CLS]", "special": true, "normalized": true}]""")).Load();

        Assert.Equal([2], tokenizer.Encode("[CLS]", allowSpecial: true));
        Assert.DoesNotContain(2, tokenizer.Encode("[cls] ［CLS］", allowSpecial: true));
    }

    private static Tokenizer Open(string name) => (name == "pocket" ? TokenizerSource.Pocket : TokenizerSource.Trained(name)).Load();
}

using Switchyard.Inference.Models;
using Switchyard.Inference.Tokenization;
using Switchyard.Tests.Common.Files;

namespace Switchyard.Inference.Tests.Tokenization;

public sealed class TokenizerFileTests(TokenizersPeer peer) : IClassFixture<TokenizersPeer>
{
    [Theory]
    [InlineData("model", """{"type": "WordLevel", "vocab": {"a": 0}}""", "'model.type': \"WordLevel\" is refused: BPE, Unigram or WordPiece is expected.")]
    [InlineData("model", "[]", "'model': [] is refused: an object is expected.")]
    [InlineData("model", "null", "'model': the member is missing.")]
    [InlineData("normalizer", """{"type": "Odd"}""", "'normalizer.type': \"Odd\" is refused: the normalizer is not served.")]
    [InlineData("normalizer", """{"type": "NFC", "extra": 1}""", "'normalizer.extra': 1 is refused: the member is not served.")]
    [InlineData("normalizer", """{"type": "Replace", "pattern": {"String": "a"}}""", "'normalizer.content': the member is missing.")]
    [InlineData("normalizer", """{"type": "Sequence", "normalizers": [{"type": "NFC"}, {"type": "Strip", "strip_left": "no"}]}""", "'normalizer.normalizers[1].strip_left': \"no\" is refused: true or false is expected.")]
    [InlineData("pre_tokenizer", """{"type": "UnicodeScripts"}""", "'pre_tokenizer.type': \"UnicodeScripts\" is refused: the pre-tokenizer is not served.")]
    [InlineData("pre_tokenizer", """{"type": "Split", "pattern": {"Regex": "[a&&b]"}, "behavior": "Removed", "invert": false}""", "'pre_tokenizer.pattern.Regex': \"[a&&b]\" is refused: an intersection of classes is not served.")]
    [InlineData("pre_tokenizer", """{"type": "Split", "pattern": {"String": "a"}, "behavior": "Odd", "invert": false}""", "'pre_tokenizer.behavior': \"Odd\" is refused: Removed, Isolated, MergedWithPrevious, MergedWithNext or Contiguous is expected.")]
    [InlineData("pre_tokenizer", """{"type": "Metaspace", "replacement": "▁", "prepend_scheme": "first", "add_prefix_space": false}""", "'pre_tokenizer.add_prefix_space': false is refused: it contradicts 'prepend_scheme'.")]
    [InlineData("pre_tokenizer", """{"type": "Metaspace", "replacement": "▁", "str_rep": "x"}""", "'pre_tokenizer.str_rep': \"x\" is refused: another text than 'replacement' is not served.")]
    [InlineData("pre_tokenizer", """{"type": "FixedLength", "length": 0}""", "'pre_tokenizer.length': 0 is refused: a length of 1 or more is expected.")]
    [InlineData("added_tokens", """[{"id": 1}]""", "'added_tokens[0].content': the member is missing.")]
    [InlineData("added_tokens", """[{"id": 1, "content": "\uD800"}]""", "'added_tokens[0].content' holds half a surrogate pair, which is no text.")]
    [InlineData("added_tokens", """{}""", "'added_tokens': {} is refused: an array is expected.")]
    [InlineData("odd", "true", "'odd': true is refused: the member is not served.")]
    public void Load_WhatIsNotServed_IsRefusedByMemberAndValue(string member, string json, string problem)
    {
        using var folder = new TemporaryFolder();
        var path = Path.Combine(folder.Path, "tokenizer.json");
        File.WriteAllText(path, $$"""{"model": {"type": "WordPiece", "vocab": {"[UNK]": 0} }, "{{member}}": {{json}} }""");

        Assert.Equal($"{path}: {problem}", Assert.Throws<ModelLoadException>(() => Tokenizer.Load(path)).Message);
    }

    [Theory]
    [InlineData("normalizer", """{"type": "Odd"}""")]
    [InlineData("pre_tokenizer", """{"type": "Odd"}""")]
    [InlineData("post_processor", """{"type": "Odd"}""")]
    [InlineData("decoder", """{"type": "Odd"}""")]
    [InlineData("pre_tokenizer", """{"type": "Split", "pattern": {"Regex": "("}, "behavior": "Removed", "invert": false}""")]
    public async Task Load_WhatThePeerRefuses_IsRefused(string member, string json)
    {
        var source = TokenizerSource.With((member, json));

        Assert.NotNull(await peer.RefuseAsync(source));
        Assert.Throws<ModelLoadException>(source.Load);
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("7")]
    public void Load_NoObject_IsRefused(string json)
    {
        using var folder = new TemporaryFolder();
        var path = Path.Combine(folder.Path, "tokenizer.json");
        File.WriteAllText(path, json);

        Assert.Equal($"{path}: the file must hold a JSON object.", Assert.Throws<ModelLoadException>(() => Tokenizer.Load(path)).Message);
    }

    // Every file of a real kind, cut off or damaged anywhere, is served or refused; it never crashes the node.
    [Fact]
    public void Load_DamagedFiles_AreRefusedOrServed()
    {
        using var folder = new TemporaryFolder();
        var path = Path.Combine(folder.Path, "tokenizer.json");
        var random = new Random(12);
        foreach (var name in new[] { "sentencepiece-bpe.json", "wordpiece.json", "unigram.json" })
        {
            var text = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Tokenization", "Data", name));
            for (var i = 0; i < 60; i++)
            {
                var at = random.Next(i % 2 == 0 ? 1500 : text.Length - 1);
                File.WriteAllText(path, i % 3 == 0 ? text[..at] : text[..at] + "\"{}[]:,0x"[random.Next(9)] + text[(at + 1)..]);

                Assert.True(Record.Exception(() => Tokenizer.Load(path).Encode("the word", allowSpecial: true)) is null or ModelLoadException);
            }
        }
    }
}

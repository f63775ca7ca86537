using System.Text;
using Switchyard.Inference.Models;
using Switchyard.Inference.Tokenization;

namespace Switchyard.Inference.Tests.Tokenization.Decoders;

public sealed class DecoderTests
{
    private const string Llama =
        """{"type": "Sequence", "decoders": [{"type": "Replace", "pattern": {"String": "▁"}, "content": " "}, {"type": "ByteFallback"}, {"type": "Fuse"}, {"type": "Strip", "content": " ", "start": 1, "stop": 0}]}""";

    private const string Model =
        """{"type": "WordPiece", "unk_token": "[UNK]", "vocab": {"[UNK]": 0, "▁the": 1, "▁": 2, "x": 3, "##x": 4, "<0x20>": 5, "<0xEF>": 6, "<0xBB>": 7, "<0xBF>": 8, "a▁b</w>": 9, "é": 10, "ab</w>": 11}}""";

    [Theory]
    [InlineData("""{"type": "Metaspace", "replacement": "▁", "prepend_scheme": "never"}""", new[] { 1, 1 }, " the the")]
    [InlineData("""{"type": "Metaspace", "replacement": "▁", "add_prefix_space": false}""", new[] { 1, 1 }, " the the")]
    [InlineData("""{"type": "ByteFallback"}""", new[] { 6, 7, 8, 3 }, "\uFEFFx")]
    [InlineData("""{"type": "ByteLevel"}""", new[] { 3, 10, 1 }, "x\uFFFD▁the")]
    [InlineData(Llama, new[] { 5, 2, 1 }, "  the")]
    public void Decode_WhereTheNpmLibraryDiffers_IsAsDocumented(string decoder, int[] ids, string expected) => Assert.Equal(expected, Load(decoder).Decode(ids, skipSpecial: true));

    [Theory]
    [InlineData(Llama, 1, " the", "the")]
    [InlineData(Llama, 2, " ", "")]
    [InlineData(Llama, 5, " ", "")]
    [InlineData(Llama, 3, "x", "x")]
    [InlineData("""{"type": "Metaspace", "replacement": "▁"}""", 1, " the", "the")]
    [InlineData("""{"type": "WordPiece", "prefix": "##", "cleanup": true}""", 3, " x", "x")]
    [InlineData("""{"type": "WordPiece", "prefix": "##", "cleanup": true}""", 4, "x", "##x")]
    [InlineData("""{"type": "BPEDecoder", "suffix": "</w>"}""", 9, "a▁b ", "a▁b ")]
    [InlineData("null", 3, " x", "x")]
    public void GetBytes_TokenInsideAndAtTheBeginning_IsWhatItAdds(string decoder, int token, string inside, string first)
    {
        var tokenizer = Load(decoder);

        Assert.Equal((inside, first), (Encoding.UTF8.GetString(tokenizer.GetBytes(token, skipSpecial: true)), Encoding.UTF8.GetString(tokenizer.GetFirstBytes(token, skipSpecial: true))));
    }

    // CLIP's shape: the npm library shows the mark of a word's end as a space, which the Rust library leaves in the text.
    [Fact]
    public void Decode_ByteLevelWithEndOfWord_ShowsSpaces()
    {
        var letters = Enumerable.Range(0, 256).SelectMany(value => new[] { ByteAlphabet.ToChar((byte)value).ToString(), ByteAlphabet.ToChar((byte)value) + "</w>" });
        var model = System.Text.Json.JsonSerializer.Serialize(new { type = "BPE", end_of_word_suffix = "</w>", vocab = letters.Select((text, id) => (text, id)).ToDictionary(entry => entry.text, entry => entry.id), merges = Array.Empty<string>() });
        var tokenizer = TokenizerSource.With(("model", model), ("decoder", """{"type": "ByteLevel"}"""), ("pre_tokenizer", """{"type": "ByteLevel"}""")).Load();

        Assert.Equal("hé ,", tokenizer.Decode(tokenizer.Encode("hé,", allowSpecial: false), skipSpecial: true).TrimEnd());
    }

    [Fact]
    public void IncrementalDecoder_TextThatMayBeDropped_WaitsForWhatFollows()
    {
        var decoder = new IncrementalDecoder(Load("""{"type": "Sequence", "decoders": [{"type": "Fuse"}, {"type": "Strip", "content": "x", "start": 1, "stop": 1}]}"""));

        Assert.Equal(["", "", "x", "é", "", ""], new[] { decoder.Add(3), decoder.Add(3), decoder.Add(3), decoder.Add(10)[1..], decoder.Add(3), decoder.Finish() });
    }

    [Theory]
    [InlineData("""{"type": "CTC"}""", "'decoder.type': \"CTC\" is refused: the decoder is not served.")]
    [InlineData("""{"type": "Sequence", "decoders": [{"type": "Fuse"}, {"type": "WordPiece"}]}""", "'decoder.decoders[1].type': \"WordPiece\" is refused: only Strip is served after Fuse or ByteLevel.")]
    [InlineData("""{"type": "Sequence", "decoders": [{"type": "ByteFallback"}, {"type": "ByteLevel"}]}""", "'decoder.decoders[1].type': \"ByteLevel\" is refused: ByteLevel after ByteFallback is not served.")]
    [InlineData("""{"type": "Sequence", "decoders": [{"type": "ByteFallback"}, {"type": "BPEDecoder"}]}""", "'decoder.decoders[1].type': \"BPEDecoder\" is refused: the decoder is not served.")]
    [InlineData("""{"type": "Strip", "content": "ab", "start": 0, "stop": 0}""", "'decoder.content': \"ab\" is refused: one character of the basic plane is expected.")]
    [InlineData("""{"type": "Fuse", "glue": "-"}""", "'decoder.glue': \"-\" is refused: the member is not served.")]
    public void Load_DecoderThatIsNotServed_IsRefused(string decoder, string problem) =>
        Assert.Equal("tokenizer.json: " + problem, Assert.Throws<ModelLoadException>(() => Load(decoder)).Message);

    private static Tokenizer Load(string decoder) => TokenizerSource.With(("model", Model), ("decoder", decoder)).Load();
}

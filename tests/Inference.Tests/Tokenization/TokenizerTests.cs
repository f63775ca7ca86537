using System.Text;
using Switchyard.Inference.Tokenization;
using Switchyard.Tests.Common.Models;

namespace Switchyard.Inference.Tests.Tokenization;

public sealed class TokenizerTests(PocketModel pocket) : IClassFixture<PocketModel>
{
    private Tokenizer Tokenizer => pocket.Model.Tokenizer;

    [Theory]
    [InlineData("")]
    [InlineData("plain text")]
    [InlineData("  two  spaces\n\n and\ttabs \r\n")]
    [InlineData("don't WE'LL 12345 3.14 x=y;")]
    [InlineData("žluťoučký kůň — “quotes” 漢字 ﷽")]
    [InlineData("😀a 👩‍👩‍👧 𝒜bc 𝟙𝟚")]
    [InlineData("<|im_start|>user\n<tool_call>x</tool_call><|im_end|>")]
    [InlineData("<|im_start <|im_end|><|endoftext")]
    [InlineData("\uFDD0 and \uFDD0\uFDD1 in text \uFDD1")]
    public void Decode_OfEncode_IsTheText(string text)
    {
        var guard = new ControlTokenGuard(Tokenizer.SpecialTokens);

        Assert.Equal(text, Tokenizer.Decode(Tokenizer.Encode(guard.Protect(text), allowSpecial: true), skipSpecial: false));
        Assert.Equal(text, Tokenizer.Decode(Tokenizer.Encode(guard.Protect(text), allowSpecial: false), skipSpecial: false));
    }

    [Fact]
    public void Encode_Digits_AreOneTokenEach() => Assert.Equal(5, Tokenizer.Encode("12345", allowSpecial: false).Count);

    [Fact]
    public void Encode_SpecialTokens_AreOneTokenOnlyWhenAllowed()
    {
        Assert.Equal([2042], Tokenizer.Encode("<|im_start|>", allowSpecial: true));
        Assert.True(Tokenizer.Encode("<|im_start|>", allowSpecial: false).Count > 1);
    }

    [Fact]
    public void Encode_VisibleAddedTokens_AreAlwaysOneToken() =>
        Assert.Equal([2044, 2045], Tokenizer.Encode("<tool_call></tool_call>", allowSpecial: false));

    [Fact]
    public void Encode_AMillionLetters_TakesNoQuadraticTime()
    {
        var ids = Tokenizer.Encode(string.Concat(Enumerable.Repeat("abcdefghij", 100_000)), allowSpecial: false);

        Assert.InRange(ids.Count, 100_000, 1_000_000);
    }

    [Fact]
    public void Decode_HalfACharacter_IsAReplacementCharacter()
    {
        var ids = Tokenizer.Encode("😀", allowSpecial: false);

        Assert.Equal("\uFFFD", Tokenizer.Decode(ids.Take(1), skipSpecial: true));
    }

    [Fact]
    public void Decode_IdsWithoutAToken_GiveNothing() => Assert.Equal(string.Empty, Tokenizer.Decode([-1, 999_999], skipSpecial: false));

    [Fact]
    public void IncrementalDecoder_CharactersOverSeveralTokens_AreGivenWhole()
    {
        var text = "naïve 😀 漢字 👩‍👧";
        var decoder = new IncrementalDecoder(Tokenizer);

        var pieces = Tokenizer.Encode(text, allowSpecial: false).Select(decoder.Add).ToList();
        pieces.Add(decoder.Finish());

        Assert.Equal(text, string.Concat(pieces));
        Assert.All(pieces, piece => Assert.Equal(piece, Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(piece))));
        Assert.All(pieces, piece => Assert.DoesNotContain('\uFFFD', piece));
    }

    [Fact]
    public void IncrementalDecoder_UnfinishedCharacter_EndsAsReplacement()
    {
        var decoder = new IncrementalDecoder(Tokenizer);

        Assert.Equal(string.Empty, decoder.Add(Tokenizer.Encode("😀", allowSpecial: false)[0]));
        Assert.Equal("\uFFFD", decoder.Finish());
    }

    [Fact]
    public void Load_MergesAsPairs_EncodesTheSame()
    {
        using var folder = new ModelFolderCopy();
        folder.Replace("tokenizer.json", "\"Ġ a\"", "[\"Ġ\", \"a\"]");

        var tokenizer = Tokenizer.Load(Path.Combine(folder.Path, "tokenizer.json"));

        Assert.Equal(Tokenizer.Encode("what a day", allowSpecial: false), tokenizer.Encode("what a day", allowSpecial: false));
    }

    [Fact]
    public void Load_TemplateProcessing_GivesThePrefix()
    {
        using var folder = new ModelFolderCopy();
        folder.Replace("tokenizer.json", "\"post_processor\": null", "\"post_processor\": " + """{"type": "TemplateProcessing", "single": [{"SpecialToken": {"id": "<|endoftext|>", "type_id": 0}}, {"Sequence": {"id": "A"}}]}""");

        Assert.Equal([2041], Tokenizer.Load(Path.Combine(folder.Path, "tokenizer.json")).PrefixIds);
    }

    [Fact]
    public void ControlTokenGuard_TextWithoutControlTokens_IsTheSameText()
    {
        var guard = new ControlTokenGuard(["<|a|>"]);

        Assert.Equal("a < b <| c |>", guard.Protect("a < b <| c |>"));
    }
}

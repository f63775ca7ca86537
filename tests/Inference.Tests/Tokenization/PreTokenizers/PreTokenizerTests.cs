using Switchyard.Inference.Tokenization.PreTokenizers;

namespace Switchyard.Inference.Tests.Tokenization.PreTokenizers;

/// <summary>What the Rust library documents and the npm library does otherwise, and what the latter lacks.</summary>
public sealed class PreTokenizerTests
{
    [Theory]
    [InlineData("Removed", "the|final|countdown")]
    [InlineData("Isolated", "the|-|final|-|-|countdown")]
    [InlineData("MergedWithPrevious", "the-|final-|-|countdown")]
    [InlineData("MergedWithNext", "the|-final|-|-countdown")]
    [InlineData("Contiguous", "the|-|final|--|countdown")]
    public void Split_Behavior_DecidesWhatBecomesOfMatches(string behavior, string expected)
    {
        Assert.Equal(expected, Apply($$"""{"type": "Split", "pattern": {"String": "-"}, "behavior": "{{behavior}}", "invert": false}""", "the-final--countdown"));
        Assert.Equal(expected, Apply($$"""{"type": "Split", "pattern": {"Regex": "-"}, "behavior": "{{behavior}}", "invert": false}""", "the-final--countdown"));
    }

    [Theory]
    [InlineData("Removed", "-|--")]
    [InlineData("Isolated", "the|-|final|--")]
    [InlineData("MergedWithPrevious", "the|-final|--")]
    [InlineData("MergedWithNext", "the-|final--")]
    [InlineData("Contiguous", "the|-|final|--")]
    public void Split_Inverted_MatchesWhatLiesBetween(string behavior, string expected) =>
        Assert.Equal(expected, Apply($$"""{"type": "Split", "pattern": {"Regex": "-+"}, "behavior": "{{behavior}}", "invert": true}""", "the-final--"));

    [Theory]
    [InlineData("""{"type": "Whitespace"}""", "naïve café! x_1 日本、語 a…b", "naïve|café|!|x_1|日本|、|語|a|…|b")]
    [InlineData("""{"type": "WhitespaceSplit"}""", "a\u0085b\uFEFFc\u3000d", "a|b\uFEFFc|d")]
    [InlineData("""{"type": "Digits", "individual_digits": true}""", "a12½Ⅷ٣b", "a|1|2|½|Ⅷ|٣|b")]
    [InlineData("""{"type": "Digits", "individual_digits": false}""", "a12½Ⅷ٣b", "a|12½Ⅷ٣|b")]
    [InlineData("""{"type": "Digits"}""", "𝟙𝟚x", "𝟙𝟚|x")]
    [InlineData("""{"type": "Punctuation"}""", "a?!b—$c", "a|?|!|b|—|$|c")]
    [InlineData("""{"type": "Punctuation", "behavior": "MergedWithPrevious"}""", "a?!b", "a?|!|b")]
    [InlineData("""{"type": "CharDelimiterSplit", "delimiter": ";"}""", "a;b;;c", "a|b|c")]
    [InlineData("""{"type": "FixedLength", "length": 2}""", "ab😀dé", "ab|😀d|é")]
    [InlineData("""{"type": "Metaspace", "replacement": "▁", "prepend_scheme": "always", "split": true}""", "a b  c", "▁a|▁b|▁|▁c")]
    [InlineData("""{"type": "Metaspace", "replacement": "▁", "add_prefix_space": false}""", "a b", "a|▁b")]
    [InlineData("""{"type": "Metaspace", "replacement": "▁", "add_prefix_space": true, "str_rep": "▁"}""", " a▁b", "▁a|▁b")]
    [InlineData("""{"type": "Metaspace", "replacement": "▁", "prepend_scheme": "never"}""", "a b", "a|▁b")]
    [InlineData("""{"type": "Split", "pattern": {"Regex": "(?=[A-Z])"}, "behavior": "Isolated", "invert": false}""", "oneTwoThree", "one|Two|Three")]
    public void Apply_Text_GivesThePieces(string description, string text, string expected) => Assert.Equal(expected, Apply(description, text));

    [Fact]
    public void Metaspace_SchemeFirst_MarksOnlyWhatBeginsTheText()
    {
        var source = TokenizerSource.TrainedWith("unigram.json", ("pre_tokenizer", """{"type": "Metaspace", "replacement": "▁", "prepend_scheme": "first"}"""));
        var tokenizer = source.Load();
        var word = tokenizer.Encode("the", allowSpecial: true);

        Assert.Equal([.. word, 2, .. tokenizer.Encode("the", allowSpecial: true).Take(0)], tokenizer.Encode("the</s>", allowSpecial: true));
        Assert.NotEqual([2, .. word], tokenizer.Encode("</s>the", allowSpecial: true));
        Assert.Equal([2, .. word], tokenizer.Encode("</s> the", allowSpecial: true));
    }

    [Fact]
    public void Metaspace_SchemeFirstAfterASplit_MarksOnlyTheFirstPiece() => Assert.Equal(
        "▁a|b|c",
        Apply("""{"type": "Sequence", "pretokenizers": [{"type": "WhitespaceSplit"}, {"type": "Metaspace", "replacement": "▁", "prepend_scheme": "first"}]}""", "a b c"));

    private static string Apply(string description, string text)
    {
        var pieces = new PreTokenizedText(text, isStart: true);
        TokenizerSource.With(("pre_tokenizer", description)).ReadFile().PreTokenizer!.Apply(pieces);
        return string.Join('|', pieces.Pieces.Select(piece => pieces.Text.Substring(piece.Start, piece.Length)));
    }
}

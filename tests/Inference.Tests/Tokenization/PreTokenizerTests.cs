using System.Text.RegularExpressions;
using Switchyard.Inference.Tokenization;

namespace Switchyard.Inference.Tests.Tokenization;

public sealed class PreTokenizerTests
{
    private static readonly PreTokenizer s_words = new(new Regex(@"[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}| ?[^\s\p{L}\p{N}]+|\s+"));

    [Theory]
    [InlineData("", new string[0])]
    [InlineData("two words", new[] { "two", " words" })]
    [InlineData("a1b", new[] { "a", "1", "b" })]
    [InlineData("so: 12!", new[] { "so", ":", " ", "1", "2", "!" })]
    [InlineData("😀a", new[] { "😀a" })]
    [InlineData("😀😀a", new[] { "😀😀", "a" })]
    [InlineData("𝒜𝒷c", new[] { "𝒜𝒷c" })]
    [InlineData("𝟙𝟚", new[] { "𝟙", "𝟚" })]
    [InlineData("x 漢字", new[] { "x", " 漢字" })]
    public void Split_Text_SeesWholeCodePoints(string text, string[] expected) => Assert.Equal(expected, Split(s_words, text));

    [Fact]
    public void Split_TextThePatternLeavesOut_IsKept() => Assert.Equal(["..", "ab", "..", "c", "."], Split(new PreTokenizer(new Regex("[a-z]+")), "..ab..c."));

    [Fact]
    public void Split_LoneSurrogate_IsKept() => Assert.Equal("a\uD800b", string.Concat(Split(s_words, "a\uD800b")));

    private static List<string> Split(PreTokenizer tokenizer, string text) => [.. tokenizer.Split(text).Select(range => text[range])];
}

using Switchyard.Inference.Tokenization.Patterns;

namespace Switchyard.Inference.Tests.Tokenization.Patterns;

public sealed class OnigurumaPatternTests
{
    [Theory]
    [InlineData(@"\p{L}+|\s+(?!\S)", @"\p{L}+|\s+(?!\S)")]
    [InlineData(@"\h[\h]\H", "[0-9A-Fa-f][0-9A-Fa-f][^0-9A-Fa-f]")]
    [InlineData("a{,3}b{,", "a{0,3}b{,")]
    [InlineData("[^a[b-c]d]", "[^ab-cd]")]
    [InlineData("[]a]", @"[\]a]")]
    [InlineData(@"[\]\[]", @"[\]\[]")]
    [InlineData(@"\x{41}\x{4e00}", @"\u0041\u4E00")]
    [InlineData("[[:digit:][:space:]]", @"[\p{Nd}\s]")]
    [InlineData("(?i:'s)(?:a)(?<=b)(?<n>c)", "(?i:'s)(?:a)(?<=b)(?<n>c)")]
    public void Translate_Pattern_IsDotNets(string pattern, string expected) => Assert.Equal(expected, OnigurumaPattern.Translate(pattern));

    [Theory]
    [InlineData("[a&&b]", "an intersection of classes is not served")]
    [InlineData("[a[^b]]", "a negated or subtracted class inside a class is not served")]
    [InlineData("[a-[b]]", "a negated or subtracted class inside a class is not served")]
    [InlineData("[[:alpha:]]", "the POSIX class 'alpha' is not served")]
    [InlineData(@"[\W]", @"\W inside a class is not served")]
    [InlineData("(?m:.)", "the flags m and s are not served")]
    [InlineData("(?i-s)a", "the flags m and s are not served")]
    [InlineData(@"\x{1F600}", @"\x{…} beyond the basic plane is not served")]
    [InlineData("[😀]", "characters beyond the basic plane in an expression are not served")]
    public void Translate_WhatDotNetWouldTakeForSomethingElse_IsRefused(string pattern, string problem) =>
        Assert.Equal(problem, Assert.Throws<ArgumentException>(() => OnigurumaPattern.Translate(pattern)).Message);

    [Theory]
    [InlineData(@"\p{Han}")]
    [InlineData("a++")]
    [InlineData(@"\R")]
    [InlineData("(")]
    [InlineData(@"\")]
    public void Compile_WhatDotNetDoesNotKnow_IsRefused(string pattern) => Assert.ThrowsAny<ArgumentException>(() => OnigurumaPattern.Compile(pattern));

    [Theory]
    [InlineData(@"\p{Lu}+", "x𝒜𐐀y", "x|𝒜𐐀|y")]
    [InlineData(@"\p{Ll}+", "𐐨𐐀", "𐐨|𐐀")]
    [InlineData(@".", "😀a\n", "😀|a|\n")]
    [InlineData(@"\p{So}", "😀👍", "😀|👍")]
    [InlineData(@"\p{M}+", "𝅥\u0301a", "𝅥\u0301|a")]
    [InlineData("b", "a\uD800b", "a\uD800|b")]
    public void FindParts_BeyondTheBasicPlane_SeesWholeCodePoints(string pattern, string text, string expected)
    {
        var parts = new List<TextPart>();

        new RegexPattern(OnigurumaPattern.Compile(pattern)).FindParts(text, parts);

        Assert.Equal(expected, string.Join('|', parts.Select(part => text.Substring(part.Start, part.Length))));
    }
}

using Switchyard.Inference.Constraints;

namespace Switchyard.Inference.Tests.Constraints;

public sealed class RegexConstraintTests
{
    [Theory]
    [InlineData("", new[] { "" }, new[] { "a" })]
    [InlineData("abc", new[] { "abc" }, new[] { "ab", "abcd", "xabc" })]
    [InlineData("^abc$", new[] { "abc" }, new[] { "ab", "abcd" })]
    [InlineData("a|bc|", new[] { "", "a", "bc" }, new[] { "b", "abc" })]
    [InlineData("(?:yes|no)[!?]+", new[] { "yes!", "no?!" }, new[] { "yes", "maybe!" })]
    [InlineData("(?<year>\\d{4})-\\d\\d?", new[] { "2024-1", "2024-12" }, new[] { "2024-", "224-1", "2024-123" })]
    [InlineData("a{2}b{1,}c{0,2}?", new[] { "aab", "aabbcc" }, new[] { "ab", "aa", "aabccc" })]
    [InlineData("[^a-c]", new[] { "d", "ü", "😀", "\n" }, new[] { "a", "" })]
    [InlineData(".", new[] { "a", "€" }, new[] { "\n", "\u2029" })]
    [InlineData("[\\w-]+", new[] { "a_-9" }, new[] { "é", "a b" })]
    [InlineData("[\\d\\-x]", new[] { "1", "-", "x" }, new[] { "w" })]
    [InlineData("\\s\\S\\D\\W", new[] { " a-!", "\u00a0bx " }, new[] { "aa-!", " a1!" })]
    [InlineData("\\x41\\u0042\\u{1F600}\\ud83d\\ude01\\t\\0\\cA", new[] { "AB😀😁\t\0\u0001" }, new[] { "AB" })]
    [InlineData("\\p{Lu}\\P{L}[\\p{Nd}]", new[] { "Ä-٣" }, new[] { "ä-1", "ÄA1" })]
    [InlineData("\\.\\*\\[\\]\\/\\{\\}\\^\\$\\-", new[] { ".*[]/{}^$-" }, new[] { "a" })]
    [InlineData("a{,2}]}", new[] { "a{,2}]}" }, new[] { "aa" })]
    [InlineData("(a|b)*abb", new[] { "abb", "ababb" }, new[] { "ab", "abba" })]
    public void Regex_MatchesTheWholeText(string pattern, string[] accepted, string[] rejected) => ConstraintTexts.Check(ConstraintTexts.Compiler.CompileRegex(pattern), accepted, rejected);

    [Fact]
    public void Choice_IsExactlyItsTexts() =>
        ConstraintTexts.Check(ConstraintTexts.Compiler.CompileChoice(["yes", "yesterday", "no", "ä\n"]), ["yes", "yesterday", "no", "ä\n"], ["", "y", "yest", "noo", "nö"]);

    [Fact]
    public void Text_ThatCouldGoOnOrEnd_DoesEither()
    {
        var state = ConstraintTexts.Compiler.CompileRegex("a+").Start();
        var mask = new TokenMask(256);

        Assert.False(state.CanEnd);
        state.Accept('a');
        Assert.True(state.CanEnd);
        state.Fill(mask);
        Assert.True(mask['a']);
    }

    [Fact]
    public void Text_ThatIsWhole_AllowsNothingMore()
    {
        var state = ConstraintTexts.Compiler.CompileRegex("a").Start();
        var mask = new TokenMask(256);
        mask.Add(7);

        state.Accept('a');
        state.Fill(mask);

        Assert.True(state.CanEnd);
        Assert.Equal([0, 0, 0, 0], mask.Words.ToArray());
        Assert.Throws<InvalidOperationException>(() => state.Accept('a'));
        Assert.True(state.CanEnd);
    }
}

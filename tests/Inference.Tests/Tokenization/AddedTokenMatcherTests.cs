using Switchyard.Inference.Tokenization;

namespace Switchyard.Inference.Tests.Tokenization;

public sealed class AddedTokenMatcherTests
{
    private static readonly AddedTokenMatcher s_matcher = new([Token(1, "<a>"), Token(2, "<a><b>"), Token(3, "[x]")]);

    private static readonly AddedTokenMatcher s_edges = new(
        [Token(1, "<l>") with { StripsLeft = true }, Token(2, "<r>") with { StripsRight = true }, Token(3, "one") with { IsSingleWord = true }]);

    [Theory]
    [InlineData("no token", 0, -1, null)]
    [InlineData("at <a> here", 0, 3, 1)]
    [InlineData("the longer <a><b>", 0, 11, 2)]
    [InlineData("[x]<a>", 0, 0, 3)]
    [InlineData("[x]<a>", 1, 3, 1)]
    [InlineData("< a> <<a>", 0, 6, 1)]
    [InlineData("<a", 0, -1, null)]
    [InlineData("", 0, -1, null)]
    public void Find_FromAPlace_GivesTheFirstAndLongest(string text, int start, int index, int? id)
    {
        var match = s_matcher.Find(text, start);

        Assert.Equal((index, id), (match?.Start ?? -1, match?.Id));
    }

    [Theory]
    [InlineData("a  <l> b", 0, 1, 6)]
    [InlineData("a  <l> b", 2, 2, 6)]
    [InlineData("<l>", 0, 0, 3)]
    [InlineData("a <r> \n b", 0, 2, 8)]
    [InlineData("a <r>", 0, 2, 5)]
    public void Find_TokenThatTakesWhiteSpace_IncludesIt(string text, int start, int from, int to)
    {
        var match = s_edges.Find(text, start);

        Assert.Equal((from, to), (match!.Value.Start, match.Value.End));
    }

    [Theory]
    [InlineData("one", 0)]
    [InlineData("no-one!", 3)]
    [InlineData("someone", -1)]
    [InlineData("ones", -1)]
    [InlineData("oneone one", 7)]
    [InlineData("éone", -1)]
    [InlineData("one_", -1)]
    [InlineData("😀one", 2)]
    public void Find_SingleWord_StandsAlone(string text, int index) => Assert.Equal(index, s_edges.Find(text, 0)?.Start ?? -1);

    [Fact]
    public void Find_WithoutTokens_FindsNothing() => Assert.Null(new AddedTokenMatcher([]).Find("text", 0));

    private static AddedToken Token(int id, string content) => new() { Id = id, Content = content };
}

using Switchyard.Inference.Tokenization;

namespace Switchyard.Inference.Tests.Tokenization;

public sealed class AddedTokenMatcherTests
{
    private static readonly AddedTokenMatcher s_matcher = new([new AddedToken(1, "<a>", true), new AddedToken(2, "<a><b>", false), new AddedToken(3, "[x]", true)]);

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
        var (foundIndex, token) = s_matcher.Find(text, start);

        Assert.Equal((index, id), (foundIndex, token?.Id));
    }

    [Fact]
    public void Find_WithoutTokens_FindsNothing() => Assert.Equal((-1, null), new AddedTokenMatcher([]).Find("text", 0));
}

using Switchyard.Router.Configuration;
using Xunit;

namespace Switchyard.Router.Tests.Configuration;

public sealed class NamePatternsTests
{
    private static readonly Dictionary<string, string> s_entries = new(StringComparer.Ordinal)
    {
        ["team/large"] = "openai/gpt-5",
        ["team/*"] = "openai/*",
        ["team/gpt-*"] = "azure/gpt-*",
        ["*"] = "local/pocket",
    };

    [Theory]
    [InlineData("team/large", "openai/gpt-5")]
    [InlineData("team/large2", "openai/large2")]
    [InlineData("team/gpt-4o", "azure/gpt-4o")]
    [InlineData("team/", "openai/")]
    [InlineData("Team/x", "local/pocket")]
    [InlineData("team", "local/pocket")]
    public void TryFind_Name_GoesByTheLongestBeginning(string name, string expected)
    {
        Assert.True(NamePatterns.TryFind(s_entries, name, out var target, out var rest));
        Assert.Equal(expected, NamePatterns.Expand(target, rest));
    }

    [Fact]
    public void TryFind_NothingFits_FindsNothing()
    {
        Assert.False(NamePatterns.TryFind(new Dictionary<string, string> { ["team/*"] = "openai/*" }, "other/x", out var target, out var rest));
        Assert.Equal((null, null), (target, rest));
    }
}

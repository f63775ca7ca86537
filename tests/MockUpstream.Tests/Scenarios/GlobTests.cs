using Switchyard.MockUpstream.Scenarios;

namespace Switchyard.MockUpstream.Tests.Scenarios;

public sealed class GlobTests
{
    [Theory]
    [InlineData("gpt-5", "gpt-5", true)]
    [InlineData("gpt-5", "gpt-50", false)]
    [InlineData("gpt-*", "gpt-5", true)]
    [InlineData("*-mini", "gpt-5-mini", true)]
    [InlineData("g*5*i", "gpt-5-mini", true)]
    [InlineData("g*6*", "gpt-5-mini", false)]
    [InlineData("*", "", true)]
    [InlineData("", "a", false)]
    public void IsMatch_Pattern_SaysWhether(string pattern, string text, bool expected) => Assert.Equal(expected, Glob.IsMatch(pattern, text));
}

using System.Text.Json;
using Switchyard.AgentHost.Runs;

namespace Switchyard.AgentHost.Tests.Runs;

public sealed class SafeTextTests
{
    [Theory]
    [InlineData("", true)]
    [InlineData("héllo 👋", true)]
    [InlineData("a\0b", false)]
    public void IsClean_OfText_FindsWhatCannotBeStored(string text, bool expected) => Assert.Equal(expected, SafeText.IsClean(text));

    [Theory]
    [InlineData("plain", "plain")]
    [InlineData("a\0b", "a\uFFFDb")]
    public void Clean_OfText_MendsOnlyThat(string text, string expected) => Assert.Equal(expected, SafeText.Clean(text));

    // Not inline data: an attribute's text is stored as UTF-8, which has no lone surrogates.
    [Fact]
    public void LoneSurrogates_AreFoundAndMended()
    {
        const string High = "\ud83d";
        const string Low = "\udc4b";

        Assert.All((string[])[High, Low, Low + High, "a" + High, High + "a"], text => Assert.False(SafeText.IsClean(text)));
        Assert.True(SafeText.IsClean(High + Low));
        Assert.Equal("\uFFFD!", SafeText.Clean(High + "!"));
        Assert.Equal("👋\uFFFD", SafeText.Clean("👋" + Low));
    }

    [Fact]
    public void Clean_OfJson_MendsNamesAndValuesAtAnyDepth()
    {
        using var document = JsonDocument.Parse("""{"a\u0000":["x\u0000",{"b":1}],"ok":"\u00e9"}""");

        var clean = SafeText.Clean(document.RootElement);

        Assert.Equal("x\uFFFD", clean.GetProperty("a\uFFFD")[0].GetString());
        Assert.Equal(1, clean.GetProperty("a\uFFFD")[1].GetProperty("b").GetInt32());
        Assert.Equal("é", clean.GetProperty("ok").GetString());
    }
}

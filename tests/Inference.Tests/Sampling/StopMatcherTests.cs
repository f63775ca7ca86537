using Switchyard.Inference.Sampling;

namespace Switchyard.Inference.Tests.Sampling;

public sealed class StopMatcherTests
{
    [Theory]
    [InlineData("one STOP two", "one ")]
    [InlineData("END first, then STOP", "")]
    [InlineData("no end", "no end")]
    [InlineData("almost STO and EN", "almost STO and EN")]
    [InlineData("SSTOP", "S")]
    [InlineData("", "")]
    public void Add_SplitAtEveryCharacter_EndsBeforeTheStopString(string text, string expected)
    {
        for (var at = 0; at <= text.Length; at++)
        {
            var matcher = new StopMatcher(["STOP", "END"]);

            var shown = matcher.Add(text[..at]) + matcher.Add(text[at..]) + matcher.Finish();

            Assert.Equal(expected, shown);
        }
    }

    [Fact]
    public void Add_BeginningOfAStopString_IsHeldBack()
    {
        var matcher = new StopMatcher(["STOP"]);

        Assert.Equal("one ", matcher.Add("one ST"));
        Assert.Equal("STAY", matcher.Add("AY"));
        Assert.False(matcher.IsStopped);
    }

    [Fact]
    public void Add_AfterTheStop_GivesNothing()
    {
        var matcher = new StopMatcher(["x"]);

        Assert.Equal("a", matcher.Add("ax"));
        Assert.True(matcher.IsStopped);
        Assert.Equal(string.Empty, matcher.Add("more"));
        Assert.Equal(string.Empty, matcher.Finish());
    }
}

using Switchyard.Dialects.Continuation;

namespace Switchyard.Dialects.Tests.Continuation;

public sealed class SeamTests
{
    [Theory]
    [InlineData("the quick brown fox", "brown fox jumps", "brown fox")]
    [InlineData("the quick brown fox", " jumps", "")]
    [InlineData("ends with hel", "lo", "")]
    [InlineData("brown fo", "fox jumps", "")]
    [InlineData("over the brownish", "ish thing", "")]
    [InlineData("name name name", "name name", "name name")]
    [InlineData("whole", "whole again", "whole")]
    [InlineData("über Öl", "über Öl und", "über Öl")]
    [InlineData("wagon 🚂 one", "wagon 🚂 one two", "wagon 🚂 one")]
    [InlineData("    }\n", "    }\n", "")]
    [InlineData("He laughs: ha ha ha ", "ha ha ha!", "")]
    [InlineData("1, 1, 1, ", "1, 1, 1.", "")]
    [InlineData("call();\ncall();\n", "call();\nend();", "")]
    [InlineData("ha ha ha", "ha ha!", "ha ha")]
    [InlineData("One day it was ", "it was over", "it was ")]
    public void Overlap_OfAContinuation_IsTheLongestThatBeginsWithAWord(string sent, string begun, string overlap) =>
        Assert.Equal(overlap, begun[..new Seam(sent, string.Empty).OverlapOf(begun)]);

    [Theory]
    [InlineData("a word ", " ", " next", " ")]
    [InlineData("a word ", " ", "next", "")]
    [InlineData("a word\n\n", "\n\n", "\n\nnext", "\n\n")]
    [InlineData("a word\n\n", "\n\n", "\nnext", "\n")]
    [InlineData("a word\n", "\n", "\n\nnext", "\n")]
    [InlineData("ha ha ", " ", " ha ha!", " ")]
    public void Overlap_WithWhatWasNotShown_IsThat(string sent, string untold, string begun, string overlap) =>
        Assert.Equal(overlap, begun[..new Seam(sent, untold).OverlapOf(begun)]);

    [Fact]
    public void Overlap_LongRepetition_IsBoundedTo200Characters()
    {
        var sent = string.Concat(Enumerable.Range(1000, 100).Select(i => $"{i} "));

        Assert.Equal(200, new Seam(sent, string.Empty).OverlapOf(sent[^200..] + "new"));
        Assert.Equal(0, new Seam(sent, string.Empty).OverlapOf(sent[^205..] + "new"));
    }

    [Theory]
    [InlineData("brown fox", "bro", true)]
    [InlineData("brown fox", "brown fox", false)]
    [InlineData("brown fox", "jumps", false)]
    public void CouldGrow_BeginningOfARepetition_IsWaitedFor(string sent, string begun, bool could) => Assert.Equal(could, new Seam(sent, string.Empty).CouldGrow(begun));
}

using System.Text;
using Switchyard.Router.Balancing;
using Xunit;

namespace Switchyard.Router.Tests.Balancing;

public sealed class PromptBlocksTests
{
    private static readonly string s_system = string.Concat(Enumerable.Range(0, 200).Select(i => $"Rule {i}. "));

    [Fact]
    public void Name_NextTurnOfAConversation_BeginsAlike()
    {
        var first = Name(Body($$"""[{"role":"system","content":"{{s_system}}"},{"role":"user","content":"Hi"}]"""));
        var second = Name(Body($$"""[{"role":"system","content":"{{s_system}}"},{"role":"user","content":"Hi"},{"role":"assistant","content":"Hello"}]""", """ "temperature":0.5, """));

        Assert.True(first.Length > 10);
        Assert.Equal(first[..^1], second[..(first.Length - 1)]);
    }

    [Fact]
    public void Name_OtherModelOrFirstBlock_SharesNothing()
    {
        var body = Body($$"""[{"role":"system","content":"{{s_system}}"}]""");

        Assert.Empty(Name(body).Intersect(PromptBlocks.Name(Encoding.UTF8.GetBytes(body), "n")));
        Assert.Empty(Name(body).Intersect(Name(body.Replace("Rule 0", "Rule X", StringComparison.Ordinal))));
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"temperature":1}""")]
    [InlineData("""{"messages":[{"role":"user","content":"short"}]}""")]
    public void Name_NoWholeBlock_IsNone(string body) => Assert.Empty(Name(body));

    [Fact]
    public void Name_VeryLongPrompt_IsCutOff() => Assert.Equal(2048, Name(Body($"\"{new string('x', 1_000_000)}\"")).Length);

    private static string Body(string messages, string before = "") => $$"""{"model":"m",{{before}}"messages":{{messages}},"stream":true}""";

    private static ulong[] Name(string body) => PromptBlocks.Name(Encoding.UTF8.GetBytes(body), "m");
}

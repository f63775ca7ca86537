using System.Text;
using Switchyard.Inference.Chat;
using Switchyard.ToolCalls;

namespace Switchyard.Inference.Tests.Chat;

public sealed class ReasoningParserTests
{
    private const string Call = "<tool_call>{\"name\": \"f\"}</tool_call>";

    [Theory]
    [InlineData("<think>\nHm, so.\n</think>\n\nYes.", false, "(Hm, so.)Yes.")]
    [InlineData("\n<think></think>\n\nYes. ", false, "Yes. ")]
    [InlineData("Hm.\n</think>\nYes.", true, "(Hm.)Yes.")]
    [InlineData("<think>never ends ", false, "(never ends)")]
    [InlineData("No. <think>later</think>", false, "No. <think>later</think>")]
    [InlineData("<thin", false, "<thin")]
    [InlineData("  plain ", false, "  plain ")]
    [InlineData("<think>a </thi b</think>c", false, "(a </thi b)c")]
    [InlineData("<think>weighs " + Call + "</think>" + Call, false, "(weighs " + Call + ")[f]")]
    public void Add_SplitAtEveryCharacter_GivesTheSame(string text, bool isInside, string expected)
    {
        for (var at = 0; at <= text.Length; at++)
        {
            Assert.Equal(expected, Parse([text[..at], text[at..]], isInside));
        }

        Assert.Equal(expected, Parse(text.Select(c => c.ToString()), isInside));
    }

    [Fact]
    public void Add_WithoutAReasoningParser_LeavesItInTheText()
    {
        var parser = new ChatOutputParser(null, null);

        Assert.Equal(["<think>x</think>"], parser.Add("<think>x</think>").Select(delta => delta.Text));
        Assert.Empty(parser.Add(string.Empty));
        Assert.Empty(parser.Finish());
    }

    [Theory]
    [InlineData("<|im_start|>assistant\n<think>\n", true)]
    [InlineData("<|im_start|>assistant\n<think>\n\n</think>\n\n", false)]
    public void BeginsInside_Prompt_TellsIt(string prompt, bool expected) => Assert.Equal(expected, ReasoningParser.BeginsInside(prompt));

    private static string Parse(IEnumerable<string> pieces, bool isInside)
    {
        var parser = new ChatOutputParser(new ToolCallParser(ToolCallSyntax.Hermes), new ReasoningParser(isInside));
        var reasoning = new StringBuilder();
        var shown = new StringBuilder();
        foreach (var delta in pieces.SelectMany(parser.Add).ToList().Concat(parser.Finish()))
        {
            reasoning.Append(delta.Reasoning);
            shown.Append(delta.Call is { } call ? $"[{call.Name}]" : delta.Text);
        }

        return (reasoning.Length > 0 ? $"({reasoning})" : string.Empty) + shown;
    }
}

using System.Text;

namespace Switchyard.ToolCalls.Tests;

public sealed class ToolCallParserTests
{
    private const string Call = "<tool_call>\n{\"name\": \"calculator\", \"arguments\": {\"expression\": \"15*23\"}}\n</tool_call>";
    private const string CallShown = "[calculator {\"expression\": \"15*23\"}]";

    [Theory]
    [InlineData("Just text, 3 < 4.", "Just text, 3 < 4.")]
    [InlineData(Call, CallShown)]
    [InlineData("Let me see.\n" + Call, "Let me see." + CallShown)]
    [InlineData(Call + "\n" + Call, CallShown + CallShown)]
    [InlineData(Call + "\n Done. \n", CallShown + "\n Done.")]
    [InlineData("trailing blanks \n", "trailing blanks \n")]
    [InlineData("<tool_call>not json</tool_call> and on", "<tool_call>not json</tool_call> and on")]
    [InlineData("<tool_call>[1]</tool_call>", "<tool_call>[1]</tool_call>")]
    [InlineData("<tool_call>{\"name\": 5}</tool_call>", "<tool_call>{\"name\": 5}</tool_call>")]
    [InlineData("<tool_call>{\"name\": \"f\", \"arguments\": 5}</tool_call>", "<tool_call>{\"name\": \"f\", \"arguments\": 5}</tool_call>")]
    [InlineData("<tool_call>{\"name\": \"f\"}</tool_call>", "[f {}]")]
    [InlineData("<tool_call>{\"name\": \"f\", \"arguments\": null}</tool_call>", "[f {}]")]
    [InlineData("<tool_call>{\"name\": \"f\", \"arguments\": {\"a\": \"</tool_call>\\\"\"}}</tool_call>", "[f {\"a\": \"</tool_call>\\\"\"}]")]
    [InlineData("<tool_call>{\"name\": \"f</tool_call> and on", "<tool_call>{\"name\": \"f</tool_call> and on")]
    [InlineData("a <tool_call>{\"name\"", "a <tool_call>{\"name\"")]
    [InlineData("a \n<tool_call>[1]</tool_call> b", "a \n<tool_call>[1]</tool_call> b")]
    [InlineData("Say \"<tool_call>\" and <tool_call> before it. " + Call, "Say \"<tool_call>\" and <tool_call> before it." + CallShown)]
    [InlineData("<tool_call>\n" + Call, "<tool_call>" + CallShown)]
    [InlineData("`<tool_call><function` is no call: " + Call, "`<tool_call><function` is no call:" + CallShown)]
    [InlineData("<tool_call>\n{\"name\": \"f\", \"arguments\": {\"a\": \"</tool_call>\"}}", "[f {\"a\": \"</tool_call>\"}]")]
    [InlineData("<tool_call>\n{\"name\": \"f\"}\n</tool_c", "[f {}]")]
    [InlineData("<tool_call>{\"name\": \"f\", \"arguments\": \"\"}</tool_call>", "[f {}]")]
    [InlineData("<tool_call>{\"name\": \"f\", \"arguments\": {\"a\": \"\\u00e9 🎉\\n\"}}</tool_call>", "[f {\"a\": \"\\u00e9 🎉\\n\"}]")]
    [InlineData("ends with <tool_", "ends with <tool_")]
    [InlineData("</tool_call>", "</tool_call>")]
    public void Add_SplitAtEveryCharacter_GivesTheSame(string text, string expected)
    {
        for (var at = 0; at <= text.Length; at++)
        {
            Assert.Equal(expected, Parse([text[..at], text[at..]]));
        }

        Assert.Equal(expected, Parse(text.Select(c => c.ToString())));
    }

    [Fact]
    public void Add_TextBeforeACall_IsGivenAtOnce()
    {
        var parser = new ToolCallParser();

        Assert.Equal(["I will look."], parser.Add("I will look. ").Select(delta => delta.Text));
        Assert.Equal([], parser.Add("<tool").ToList());
        Assert.Equal([" <tools"], parser.Add("s").Select(delta => delta.Text));
    }

    [Fact]
    public void Add_TagThatBeginsNoCall_IsGivenAtOnce()
    {
        var parser = new ToolCallParser();

        Assert.Equal("Write <tool_call> and", string.Concat(parser.Add("Write <tool_call> and").Select(delta => delta.Text)));
    }

    [Fact]
    public void Add_ManyBlanks_AreNotHeldBack()
    {
        var parser = new ToolCallParser();
        var blanks = new string(' ', 100_000);

        var given = parser.Add("a" + blanks).Sum(delta => delta.Text!.Length);

        Assert.True(given > 90_000, $"{given} characters went on");
        Assert.Equal(1 + blanks.Length, given + parser.Finish().Sum(delta => delta.Text!.Length));
    }

    [Fact]
    public void Add_LongTextWithManyTags_IsNotCopiedForEach()
    {
        var text = string.Concat(Enumerable.Repeat("<tool_call>x", 300_000));
        var parser = new ToolCallParser();

        Assert.Equal(text, string.Concat(parser.Add(text).Concat(parser.Finish()).Select(delta => delta.Text)));
    }

    [Fact]
    public void CallCount_TwoCalls_IsTwo()
    {
        var parser = new ToolCallParser();

        _ = parser.Add(Call + Call).ToList();

        Assert.Equal(2, parser.CallCount);
    }

    private static string Parse(IEnumerable<string> pieces)
    {
        var parser = new ToolCallParser();
        var shown = new StringBuilder();
        foreach (var delta in pieces.SelectMany(piece => parser.Add(piece).ToList()))
        {
            shown.Append(delta.Call is { } call ? $"[{call.Name} {call.Arguments}]" : delta.Text);
        }

        foreach (var delta in parser.Finish())
        {
            shown.Append(delta.Call is { } call ? $"[{call.Name} {call.Arguments}]" : delta.Text);
        }

        return shown.ToString();
    }
}

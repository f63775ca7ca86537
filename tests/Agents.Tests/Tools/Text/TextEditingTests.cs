using System.Text.Json;
using Switchyard.Agents.Tools;
using Switchyard.Agents.Tools.Text;

namespace Switchyard.Agents.Tests.Tools.Text;

public sealed class TextEditingTests
{
    [Theory]
    [InlineData("YWJj", "abc")]
    [InlineData("w6nwn5iA", "é😀")]
    [InlineData("YQ", "a")]
    [InlineData("", "")]
    [InlineData("a*b", "Error: this is not Base64")]
    [InlineData("/w==", "Error: the bytes are not text in UTF-8")]
    public async Task Base64_OfText_IsDecoded(string text, string expected) => Assert.Equal(expected, await RunAsync(new Base64DecodeTool(), new { text }));

    [Fact]
    public async Task Url_EncodedAndDecoded_IsTheSame()
    {
        Assert.Equal("a%20b%26c%2Fd%C3%A9", await RunAsync(new UrlEncodeTool(), new { text = "a b&c/dé" }));
        Assert.Equal("a b&c/dé%zz", await RunAsync(new UrlDecodeTool(), new { text = "a+b%26c%2Fd%C3%A9%zz" }));
    }

    [Theory]
    [InlineData("a cat, a cat", "cat", "dog", "a dog, a dog")]
    [InlineData("aaa", "aa", "", "a")]
    [InlineData("abc", "B", "x", "abc")]
    [InlineData("abc", "", "x", "Error: find is empty")]
    public async Task Replace_OfText_IsLiteral(string text, string find, string replacement, string expected) => Assert.Equal(expected, await RunAsync(new ReplaceTextTool(), new { text, find, replacement }));

    [Fact]
    public async Task Replace_ThatWouldExplode_IsRefused()
    {
        var (text, replacement) = (new string('a', 100_000), new string('b', 10_000));

        Assert.Equal("Error: the result would be longer than 1000000 characters", await RunAsync(new ReplaceTextTool(), new { text, find = "a", replacement }));
        Assert.Equal("Error: the result would be longer than 1000000 characters", await RunAsync(new ReplacePatternTool(), new { text, pattern = "a", replacement = replacement[..1_000] }));
        Assert.Equal("Error: the result would be longer than 1000000 characters", await RunAsync(new FillTemplateTool(), new { template = string.Concat(Enumerable.Repeat("{{a}}", 20_000)), values = $$"""{"a":"{{replacement}}"}""" }));
    }

    [Theory]
    [InlineData("Strawberry", "R", "3")]
    [InlineData("aaaa", "aa", "2")]
    [InlineData("abc", "x", "0")]
    public async Task Occurrences_InText_AreCounted(string text, string find, string expected) => Assert.Equal(expected, await RunAsync(new CountOccurrencesTool(), new { text, find }));

    [Theory]
    [InlineData("a1 b22", @"\d+", "1\n22")]
    [InlineData("a\nb", "^b$", "b")]
    [InlineData("abc", "x", "(no match)")]
    [InlineData("abc", "(", "Error: the pattern is wrong at character 1: InsufficientClosingParentheses")]
    public async Task Pattern_InText_IsFound(string text, string pattern, string expected) => Assert.Equal(expected, await RunAsync(new FindPatternTool(), new { text, pattern }));

    [Fact]
    public async Task Pattern_OfEmptyMatches_ComesToAnEnd() =>
        Assert.EndsWith("(more than these 200)", await RunAsync(new FindPatternTool(), new { text = new string('a', 10_000), pattern = "" }));

    [Theory]
    [InlineData("^(a+)+$")]
    [InlineData("^(a|aa)+$")]
    [InlineData(@"^(\w+\s?)*$")]
    public async Task Pattern_ThatExplodes_IsEnded(string pattern)
    {
        var text = new string('a', 60) + "!";

        Assert.Equal("Error: the pattern took longer than 1 seconds; write one that has fewer ways to match", await RunAsync(new FindPatternTool(), new { text, pattern }));
    }

    [Fact]
    public async Task Pattern_WithGroups_IsReplaced() => Assert.Equal("a, c", await RunAsync(new ReplacePatternTool(), new { text = "a@b, c@d", pattern = @"(\w+)@\w+", replacement = "$1" }));

    [Fact]
    public async Task Lines_SplitAndJoined_AreThoseThatWere()
    {
        Assert.Equal("a\nb\nc", await RunAsync(new SplitTextTool(), new { text = "a, b,c" }));
        Assert.Equal("a\nb", await RunAsync(new SplitTextTool(), new { text = "a--b", separator = "--" }));
        Assert.Equal("a; b", await RunAsync(new JoinLinesTool(), new { text = "a\r\n\n b ", separator = "; " }));
    }

    [Theory]
    [InlineData(null, "A\nb\nb\nc")]
    [InlineData("descending", "c\nb\nb\nA")]
    [InlineData("unique", "A\nb\nc")]
    public async Task Lines_OfText_AreSorted(string? order, string expected) => Assert.Equal(expected, await RunAsync(new SortLinesTool(), new { text = "b\nc\nA\nb\n", order }));

    [Fact]
    public async Task Lines_WithNumbers_AreSortedBySize() => Assert.Equal("-1 x\n2 y\n10\nnone", await RunAsync(new SortLinesTool(), new { text = "10\nnone\n2 y\n-1 x", order = "numbers" }));

    [Theory]
    [InlineData("hello World", "upper", "HELLO WORLD")]
    [InlineData("the great gatsby's end", "title", "The Great Gatsby's End")]
    [InlineData("one. TWO! three", "sentence", "One. Two! Three")]
    [InlineData("maxToolCount", "snake", "max_tool_count")]
    [InlineData("Max tool-count", "kebab", "max-tool-count")]
    [InlineData("max tool count", "camel", "maxToolCount")]
    [InlineData("max tool count", "pascal", "MaxToolCount")]
    [InlineData("--", "camel", "")]
    public async Task Case_OfText_IsChanged(string text, string @case, string expected) => Assert.Equal(expected, await RunAsync(new ChangeCaseTool(), new { text, @case }));

    [Theory]
    [InlineData("Ten Ways to Café!", "ten-ways-to-cafe")]
    [InlineData("  Größe & Maß ", "groesse-mass")]
    [InlineData("It's 5 o’clock", "its-5-oclock")]
    [InlineData("日本", "Error: the title has no letters or digits of the Latin alphabet")]
    public async Task Slug_OfATitle_IsPlain(string text, string expected) => Assert.Equal(expected, await RunAsync(new MakeSlugTool(), new { text }));

    [Theory]
    [InlineData("a\nb\nc", "a\nb\nc\n", "(no difference)")]
    [InlineData("a\nb\nc", "a\nx\nc", "-2: b\n+2: x")]
    [InlineData("a\nc", "a\nb\nc", "+2: b")]
    [InlineData("a\nb\nc\nd", "b\nx\nd", "-1: a\n-3: c\n+2: x")]
    public async Task Difference_OfTexts_IsShown(string before, string after, string expected) => Assert.Equal(expected, await RunAsync(new CompareTextsTool(), new { before, after }));

    [Fact]
    public async Task Difference_OfVeryLongTexts_IsRefused() =>
        Assert.Equal("Error: a text has more than 2000 lines", await RunAsync(new CompareTextsTool(), new { before = new string('\n', 3_000) + "a", after = "b" }));

    [Theory]
    [InlineData("Dear {{name}}, {{ n }} times {{name}}", """{"name":"Ada","n":3}""", "Dear Ada, 3 times Ada")]
    [InlineData("{{a}}", """{"a":"{{b}}","b":"no"}""", "{{b}}")]
    [InlineData("{{a}}", "{}", "Error: there is no value for a")]
    [InlineData("{{a}}", "[]", "Error: the values must be a JSON object")]
    [InlineData("{{a}}", "{", "Error: the JSON is wrong at line 1, byte 2")]
    public async Task Template_WithValues_IsFilledOnce(string template, string values, string expected) => Assert.Equal(expected, await RunAsync(new FillTemplateTool(), new { template, values }));

    private static Task<string> RunAsync(ITool tool, object arguments) => ToolRunner.RunAsync(tool, JsonSerializer.Serialize(arguments));
}

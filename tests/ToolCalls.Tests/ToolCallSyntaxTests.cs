using System.Text;

namespace Switchyard.ToolCalls.Tests;

/// <summary>The syntaxes beside that of <see cref="ToolCallParserTests"/>; each text split at every character.</summary>
public sealed class ToolCallSyntaxTests
{
    private static readonly HashSet<string> s_offered = ["f", "g"];

    [Theory]
    [InlineData("{\"name\": \"f\", \"parameters\": {\"a\": \"}{\\\"\"}}", "[f {\"a\": \"}{\\\"\"}]")]
    [InlineData("\n {\"name\": \"f\", \"parameters\": {}}\n", "[f {}]")]
    [InlineData("<|python_tag|>{\"name\": \"f\", \"parameters\": {\"a\": [1]}}", "[f {\"a\": [1]}]")]
    [InlineData("{\"type\": \"function\", \"name\": \"f\", \"parameters\": null}; {\"name\": \"g\", \"arguments\": {}}", "[f {}][g {}]")]
    [InlineData("{\"name\": \"f\"}\n{\"name\": \"g\"} Done.", "[f {}][g {}] Done.")]
    [InlineData("I call. <|python_tag|> {\"name\": \"f\"}", "I call.[f {}]")]
    [InlineData("{\"answer\": 42} is JSON", "{\"answer\": 42} is JSON")]
    [InlineData("Text {\"name\": \"f\"}", "Text {\"name\": \"f\"}")]
    [InlineData("<|python_tag|>import math\nprint(1)", "<|python_tag|>import math\nprint(1)")]
    [InlineData("<|python_tag|>{\"no\": 1} end", "<|python_tag|>{\"no\": 1} end")]
    [InlineData("{\"name\": \"f\", \"par", "{\"name\": \"f\", \"par")]
    [InlineData("a < b <|py", "a < b <|py")]
    [InlineData("a  <|python_tag|>{\"no\": 1} end", "a  <|python_tag|>{\"no\": 1} end")]
    [InlineData("{\"name\": \"\\ud800\"}", "{\"name\": \"\\ud800\"}")]
    [InlineData("plain", "plain")]
    public void Llama_SplitAtEveryCharacter_GivesTheSame(string text, string expected) => AssertParsed(ToolCallSyntax.Llama, text, expected);

    [Theory]
    [InlineData("[TOOL_CALLS] [{\"name\": \"f\", \"arguments\": {\"a\": \"]\"}}, {\"name\": \"g\", \"arguments\": {}}]", "[f {\"a\": \"]\"}][g {}]")]
    [InlineData("[TOOL_CALLS][{\"name\": \"f\", \"arguments\": {}, \"id\": \"abcdef123\"}]", "[f {}]")]
    [InlineData("[{\"name\": \"f\", \"arguments\": {}}]", "[f {}]")]
    [InlineData("Let me see. [TOOL_CALLS] [{\"name\": \"f\"}]\n", "Let me see.[f {}]")]
    [InlineData("[TOOL_CALLS]get_weather[ARGS]{\"city\": \"Rome\"}", "[get_weather {\"city\": \"Rome\"}]")]
    [InlineData("[TOOL_CALLS]f[CALL_ID]abc123[ARGS]{\"a\": 1}[TOOL_CALLS]g{\"b\": 2}", "[f {\"a\": 1}][g {\"b\": 2}]")]
    [InlineData("[1] A footnote.", "[1] A footnote.")]
    [InlineData("[TOOL_CALLS] nothing of that kind", "[TOOL_CALLS] nothing of that kind")]
    [InlineData("[TOOL_CALLS] [1, 2]", "[TOOL_CALLS] [1, 2]")]
    [InlineData("[TOOL_CALLS]f[ARGS]{broken}", "[TOOL_CALLS]f[ARGS]{broken}")]
    [InlineData("[TOOL_CALLS] [{\"name\"", "[TOOL_CALLS] [{\"name\"")]
    [InlineData("[TOOL", "[TOOL")]
    public void Mistral_SplitAtEveryCharacter_GivesTheSame(string text, string expected) => AssertParsed(ToolCallSyntax.Mistral, text, expected);

    [Theory]
    [InlineData("```tool_code\nget_weather(city='Rome', days=3)\n```", "[get_weather {\"city\": \"Rome\", \"days\": 3}]")]
    [InlineData("```tool_code\nprint(f(a=[1, -2.5, True, None], b={'k': \"v\"}))\n```\nDone.", "[f {\"a\": [1, -2.5, true, null], \"b\": {\"k\": \"v\"}}]\nDone.")]
    [InlineData("```tool_code\nf(a=1)\ng()\n```", "[f {\"a\": 1}][g {}]")]
    [InlineData("```tool_code\n[f(a=1), g(b='}}')]\n```", "[f {\"a\": 1}][g {\"b\": \"}}\"}]")]
    [InlineData("```tool_code\nf('positional')\n```", "```tool_code\nf('positional')\n```")]
    [InlineData("```tool_code\nx = 1\n```", "```tool_code\nx = 1\n```")]
    [InlineData("```tool_code\nf(a='x' * 99999999999)\n```", "```tool_code\nf(a='x' * 99999999999)\n```")]
    [InlineData("```tool_code\nf(a=true, b=null, c=\"\\/```)\", d={\"x\": [1e3]})\n```", "[f {\"a\": true, \"b\": null, \"c\": \"\\/```)\", \"d\": {\"x\": [1e3]}}]")]
    [InlineData("```tool_code\nf(a=1)\ng(b=\"x\", c=2)\n```", "[f {\"a\": 1}][g {\"b\": \"x\", \"c\": 2}]")]
    [InlineData("```tool_code\nf(a=1 b=2)\n```", "```tool_code\nf(a=1 b=2)\n```")]
    [InlineData("```tool_code\nf(a=1,\n```", "```tool_code\nf(a=1,\n```")]
    [InlineData("```tool_code\nf(a={)\n```", "```tool_code\nf(a={)\n```")]
    [InlineData("```tool_code\nf(a='\\U0001F389', b='\\u00e9', c='\\UFFFFFFFF')\n```", "[f {\"a\": \"🎉\", \"b\": \"\\u00e9\", \"c\": \"\\\\UFFFFFFFF\"}]")]
    [InlineData("```tool_code\nf(a=1)\n", "[f {\"a\": 1}]")]
    [InlineData("```tool_code\nf(a=1)\ng(", "```tool_code\nf(a=1)\ng(")]
    [InlineData("```python\nprint(1)\n```", "```python\nprint(1)\n```")]
    public void ToolCode_SplitAtEveryCharacter_GivesTheSame(string text, string expected) => AssertParsed(ToolCallSyntax.ToolCode, text, expected);

    [Theory]
    [InlineData("<function=f>{\"a\": \"</function>\"}</function>", "[f {\"a\": \"</function>\"}]")]
    [InlineData("See: <function=f>{}</function>\n<function=g>{\"b\": 1}</function> Done.", "See:[f {}][g {\"b\": 1}] Done.")]
    [InlineData("<function=f>\n<parameter=a>\nit's \"so\n</parameter>\n<parameter=b>\n[1]\n</parameter>\n</function>", "[f {\"a\": \"it's \\\"so\", \"b\": [1]}]")]
    [InlineData("<function=f></function>", "[f {}]")]
    [InlineData("<function=f>{broken}</function> on", "<function=f>{broken}</function> on")]
    [InlineData("<function=f><parameter=a>1</function>", "<function=f><parameter=a>1</function>")]
    [InlineData("<function=>{}</function>", "<function=>{}</function>")]
    [InlineData("a <func", "a <func")]
    [InlineData("Write <function=name> and <function=f>{}</function>", "Write <function=name> and[f {}]")]
    [InlineData("<function=<function=f>{}</function>", "<function=[f {}]")]
    [InlineData("<function=f>{\"a\": 1}", "[f {\"a\": 1}]")]
    [InlineData("<function=f><parameter=a>1</parameter>", "<function=f><parameter=a>1</parameter>")]
    [InlineData("<function=f>", "<function=f>")]
    public void FunctionTag_SplitAtEveryCharacter_GivesTheSame(string text, string expected) => AssertParsed(ToolCallSyntax.FunctionTag, text, expected);

    [Theory]
    [InlineData("{\"tool_calls\": [{\"id\": \"c1\", \"type\": \"function\", \"function\": {\"name\": \"f\", \"arguments\": \"{\\\"a\\\": 1}\"}}]}", "[f {\"a\": 1}]")]
    [InlineData("I call { \n\"tool_calls\" : [{\"name\": \"f\", \"arguments\": {\"a\": \"}\"}}, {\"name\": \"g\"}]} now", "I call[f {\"a\": \"}\"}][g {}] now")]
    [InlineData("{\"answer\": 42} and { \"tool\": {} }", "{\"answer\": 42} and { \"tool\": {} }")]
    [InlineData("{\"tool_calls\": 5} on", "{\"tool_calls\": 5} on")]
    [InlineData("{\"tool_calls\": [{\"name\": \"f\", \"arguments\": \"no\"}]}", "{\"tool_calls\": [{\"name\": \"f\", \"arguments\": \"no\"}]}")]
    [InlineData("x {\"tool_ca", "x {\"tool_ca")]
    [InlineData("x  {\"tool_calls\": 5}", "x  {\"tool_calls\": 5}")]
    public void OpenAI_SplitAtEveryCharacter_GivesTheSame(string text, string expected) => AssertParsed(ToolCallSyntax.OpenAI, text, expected);

    [Theory]
    [InlineData("<tool_call>\n<function=f>\n<parameter=a>\nit's\n</parameter>\n</function>\n</tool_call>", "[f {\"a\": \"it's\"}]")]
    public void Hermes_HoldsFunctionTags_ReadsThem(string text, string expected) => AssertParsed(ToolCallSyntax.Hermes, text, expected);

    [Theory]
    [InlineData("{\"name\": \"f\", \"parameters\": {\"a\": 1}} and text", "[f {\"a\": 1}] and text")]
    [InlineData("{\"name\": \"f\", \"arguments\": {\"a\": 1}}", "{\"name\": \"f\", \"arguments\": {\"a\": 1}}")]
    [InlineData("{\"name\": \"Bob\"}", "{\"name\": \"Bob\"}")]
    [InlineData("{\"name\": \"f\"", "{\"name\": \"f\"")]
    [InlineData("{\"name\": \"f\", \"parameters\": {", "{\"name\": \"f\", \"parameters\": {")]
    [InlineData("", "")]
    public void Prefix_SplitAtEveryCharacter_TellsCallsFromText(string text, string expected)
    {
        for (var at = 0; at <= text.Length; at++)
        {
            Assert.Equal(expected, Parse(new ToolCallParser(ToolCallSyntax.Llama, s_offered, ["{\"name\": \"f\", \"parameters\": ", "{\"name\": \"g\", \"parameters\": "]), [text[..at], text[at..]]));
        }
    }

    [Theory]
    [InlineData(ToolCallSyntax.Hermes, "<tool_call>{\"name\": \"h\"}</tool_call> and <tool_call>{\"name\": \"f\"}</tool_call>", "<tool_call>{\"name\": \"h\"}</tool_call> and[f {}]")]
    [InlineData(ToolCallSyntax.Hermes, "a <tool_call>{\"name\": \"h\"}", "a <tool_call>{\"name\": \"h\"}")]
    [InlineData(ToolCallSyntax.Llama, "{\"name\": \"h\", \"parameters\": {}}; {\"name\": \"f\"}", "{\"name\": \"h\", \"parameters\": {}}; {\"name\": \"f\"}")]
    [InlineData(ToolCallSyntax.Llama, "{\"name\": \"f\"}; {\"name\": \"F\"}", "[f {}]; {\"name\": \"F\"}")]
    [InlineData(ToolCallSyntax.Mistral, "[TOOL_CALLS] [{\"name\": \"f\"}, {\"name\": \"h\"}]", "[TOOL_CALLS] [{\"name\": \"f\"}, {\"name\": \"h\"}]")]
    [InlineData(ToolCallSyntax.MistralNamed, "[TOOL_CALLS]f[ARGS]{}[TOOL_CALLS]h[ARGS]{}", "[f {}][TOOL_CALLS]h[ARGS]{}")]
    [InlineData(ToolCallSyntax.ToolCode, "```tool_code\nh(a=1)\n```", "```tool_code\nh(a=1)\n```")]
    public void Call_OfAToolThatIsNotOffered_IsText(ToolCallSyntax syntax, string text, string expected)
    {
        for (var at = 0; at <= text.Length; at++)
        {
            Assert.Equal(expected, Parse(new ToolCallParser(syntax, s_offered, []), [text[..at], text[at..]]));
        }
    }

    [Fact]
    public void Add_LongBody_IsNotSearchedAgainAndAgain()
    {
        var parser = new ToolCallParser();
        var argument = new string('x', 500_000);

        var calls = $"<tool_call>{{\"name\": \"f\", \"arguments\": {{\"a\": \"{argument}\"}}}}</tool_call>".Chunk(3).SelectMany(piece => parser.Add(new string(piece))).ToList();

        Assert.Equal($"{{\"a\": \"{argument}\"}}", Assert.Single(calls).Call!.Arguments);
    }

    private static void AssertParsed(ToolCallSyntax syntax, string text, string expected)
    {
        for (var at = 0; at <= text.Length; at++)
        {
            Assert.Equal(expected, Parse(syntax, [text[..at], text[at..]]));
        }

        Assert.Equal(expected, Parse(syntax, text.Select(c => c.ToString())));
    }

    private static string Parse(ToolCallSyntax syntax, IEnumerable<string> pieces) => Parse(new ToolCallParser(syntax), pieces);

    private static string Parse(ToolCallParser parser, IEnumerable<string> pieces)
    {
        var shown = new StringBuilder();
        foreach (var delta in pieces.SelectMany(piece => parser.Add(piece)))
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

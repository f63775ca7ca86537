using System.Text;
using System.Text.Json;

namespace Switchyard.ToolCalls.Tests;

/// <summary>What the writers write the readers read, to the letter.</summary>
public sealed class ToolCallWriterTests
{
    private const int Seed = 20_261_125;

    private static readonly string[] s_names = ["f", "get_weather", "list-files", "a1"];
    private static readonly string[] s_keys = ["a", "city_name", "with-dash", "two words", "ключ"];
    private static readonly string[] s_texts = ["", "Rome", "it's \"so\"\n", "</tool_call>", "</function>", "```", "}]{[", "\\", "[TOOL_CALLS]", "<|python_tag|>", "日本 🎉", "{\"tool_calls\": []}"];

    public static TheoryData<ToolCallSyntax> Syntaxes => [.. Enum.GetValues<ToolCallSyntax>()];

    [Theory]
    [MemberData(nameof(Syntaxes))]
    public void Write_RandomCalls_AreReadBackExactly(ToolCallSyntax syntax)
    {
        var random = new Random(Seed);
        for (var round = 0; round < 300; round++)
        {
            var calls = Enumerable.Range(0, random.Next(1, 4)).Select(_ => new ParsedToolCall(s_names[random.Next(s_names.Length)], RandomObject(random, depth: 0))).ToList();
            var written = ToolCallWriter.Write(syntax, calls);

            Assert.True(calls.Select(Compact).SequenceEqual(Read(syntax, written, random).Select(Compact)), $"seed {Seed}, round {round}: {written}");
        }
    }

    [Theory]
    [InlineData(ToolCallSyntax.Hermes, "<tool_call>\n{\"name\": \"f\", \"arguments\": {\"a\":1}}\n</tool_call>\n<tool_call>\n{\"name\": \"g\", \"arguments\": {}}\n</tool_call>")]
    [InlineData(ToolCallSyntax.Llama, "<|python_tag|>{\"name\": \"f\", \"parameters\": {\"a\":1}}; {\"name\": \"g\", \"parameters\": {}}")]
    [InlineData(ToolCallSyntax.Mistral, "[TOOL_CALLS] [{\"name\": \"f\", \"arguments\": {\"a\":1}}, {\"name\": \"g\", \"arguments\": {}}]")]
    [InlineData(ToolCallSyntax.MistralNamed, "[TOOL_CALLS]f[ARGS]{\"a\":1}[TOOL_CALLS]g[ARGS]{}")]
    [InlineData(ToolCallSyntax.ToolCode, "```tool_code\nf(a=1)\ng()\n```")]
    [InlineData(ToolCallSyntax.FunctionTag, "<function=f>{\"a\":1}</function>\n<function=g>{}</function>")]
    [InlineData(ToolCallSyntax.OpenAI, "{\"tool_calls\": [{\"type\": \"function\", \"function\": {\"name\": \"f\", \"arguments\": {\"a\":1}}}, {\"type\": \"function\", \"function\": {\"name\": \"g\", \"arguments\": {}}}]}")]
    public void Write_Syntax_IsTheModelsOwn(ToolCallSyntax syntax, string expected) =>
        Assert.Equal(expected, ToolCallWriter.Write(syntax, [new ParsedToolCall("f", "{\"a\":1}"), new ParsedToolCall("g", "{}")]));

    [Theory]
    [MemberData(nameof(Syntaxes))]
    public void Write_NoCalls_IsNothing(ToolCallSyntax syntax) => Assert.Empty(ToolCallWriter.Write(syntax, []));

    [Fact]
    public void Add_CallWithoutEnd_GoesOnAsTextOnceItIsTooLong()
    {
        var parser = new ToolCallParser();
        var text = "<tool_call>" + new string('x', 5 * 1024 * 1024);

        var first = string.Concat(text.Chunk(64 * 1024).SelectMany(piece => parser.Add(new string(piece))).Select(delta => delta.Text));

        Assert.True(first.Length > 4 * 1024 * 1024);
        Assert.Equal(text, first + string.Concat(parser.Finish().Select(delta => delta.Text)));
    }

    private static List<ParsedToolCall> Read(ToolCallSyntax syntax, string text, Random random)
    {
        var parser = new ToolCallParser(syntax);
        var calls = new List<ParsedToolCall>();
        for (var at = 0; at < text.Length;)
        {
            var length = Math.Min(random.Next(1, 9), text.Length - at);
            foreach (var delta in parser.Add(text.Substring(at, length)))
            {
                Assert.Null(delta.Text);
                calls.Add(delta.Call!);
            }

            at += length;
        }

        Assert.Empty(parser.Finish());
        return calls;
    }

    // Blanks between a call's arguments are the writer's.
    private static string Compact(ParsedToolCall call) => $"{call.Name} {JsonSerializer.Serialize(JsonElement.Parse(call.Arguments))}";

    private static string RandomObject(Random random, int depth)
    {
        var json = new StringBuilder("{");
        foreach (var key in s_keys.Where(_ => random.Next(3) == 0))
        {
            json.Append(json.Length > 1 ? "," : string.Empty).Append(JsonSerializer.Serialize(key)).Append(':').Append(RandomValue(random, depth + 1));
        }

        return json.Append('}').ToString();
    }

    private static string RandomValue(Random random, int depth) => random.Next(depth > 3 ? 4 : 6) switch
    {
        0 => JsonSerializer.Serialize(s_texts[random.Next(s_texts.Length)]),
        1 => $"{random.Next(-1000, 1000)}.5e{random.Next(-3, 4)}",
        2 => random.Next(2) == 0 ? "true" : "false",
        3 => "null",
        4 => $"[{RandomValue(random, depth + 1)},{RandomValue(random, depth + 1)}]",
        _ => RandomObject(random, depth),
    };
}

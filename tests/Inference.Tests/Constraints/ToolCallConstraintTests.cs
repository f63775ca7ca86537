using System.Text.Json;
using Switchyard.Inference.Constraints;
using Switchyard.ToolCalls;

namespace Switchyard.Inference.Tests.Constraints;

public sealed class ToolCallConstraintTests
{
    private static readonly ToolFunction s_add = new("add", JsonElement.Parse("""{"type":"object","properties":{"a":{"type":"integer"},"b":{"type":"integer"}},"required":["a","b"],"additionalProperties":false}"""));
    private static readonly ToolFunction s_now = new("now", null);

    [Fact]
    public void Required_Single_IsOneCallOfOneTool()
    {
        var constraint = Compile([s_add, s_now], ToolCallMode.Required, 1);

        ConstraintTexts.Check(
            constraint,
            [
                "<tool_call>\n{\"name\": \"add\", \"arguments\": {\"a\": 1, \"b\": 2}}\n</tool_call>",
                "<tool_call>\n{\"name\":\"now\",\"arguments\":{}}\n</tool_call>",
                "<tool_call>\n{\"name\":\"now\",\"arguments\":{\"zone\":[1]}}\n</tool_call>",
            ],
            [
                "",
                "hello",
                "<tool_call>\n{\"name\": \"add\", \"arguments\": {\"a\": 1}}\n</tool_call>",
                "<tool_call>\n{\"name\": \"sub\", \"arguments\": {}}\n</tool_call>",
                "<tool_call>\n{\"name\":\"now\",\"arguments\":[]}\n</tool_call>",
                "<tool_call>\n{\"name\":\"now\",\"arguments\":{}}\n</tool_call>\n<tool_call>\n{\"name\":\"now\",\"arguments\":{}}\n</tool_call>",
            ]);
    }

    [Fact]
    public void Required_Parallel_IsOneOrMoreCalls()
    {
        const string Call = "<tool_call>\n{\"name\":\"now\",\"arguments\":{}}\n</tool_call>";

        ConstraintTexts.Check(Compile([s_now], ToolCallMode.Required, null), [Call, $"{Call}\n{Call}", $"{Call}\n{Call}\n{Call}"], ["", $"{Call}{Call}", $"{Call}\n"]);
        ConstraintTexts.Check(Compile([s_now], ToolCallMode.Required, 2), [Call, $"{Call}\n{Call}"], [$"{Call}\n{Call}\n{Call}"]);
    }

    [Fact]
    public void Auto_IsTextWithOrWithoutCalls()
    {
        const string Call = "<tool_call>\n{\"name\":\"now\",\"arguments\":{}}\n</tool_call>";

        ConstraintTexts.Check(
            Compile([s_now], ToolCallMode.Auto, null),
            ["", "Just text.", "2 < 3 <tool", "<<tool_call", Call, $"Let me see.\n{Call}", $"<<tool_call{Call}\n{Call}"],
            ["<tool_call>", "<tool_call>x", $"{Call} done", "a<tool_call>\n{\"name\":\"add\""]);
    }

    [Theory]
    [InlineData(ToolCallSyntax.Llama, "{\"name\": \"add\", \"parameters\": {\"a\": 1, \"b\": 2}}; {\"name\":\"add\",\"parameters\":{\"a\":1,\"b\":2}}", "{\"name\": \"add\", \"arguments\": {\"a\": 1, \"b\": 2}}")]
    [InlineData(ToolCallSyntax.Mistral, "[TOOL_CALLS] [{\"name\": \"add\", \"arguments\": {\"a\": 1, \"b\": 2}}, {\"name\":\"add\",\"arguments\":{\"a\":1,\"b\":2}}]", "[{\"name\": \"add\", \"arguments\": {\"a\": 1, \"b\": 2}}]")]
    [InlineData(ToolCallSyntax.MistralNamed, "[TOOL_CALLS]add[ARGS]{\"a\": 1, \"b\": 2}[TOOL_CALLS]add[ARGS]{\"a\":1,\"b\":2}", "[TOOL_CALLS]sub[ARGS]{}")]
    [InlineData(ToolCallSyntax.ToolCode, "```tool_code\nadd(a=1, b=2)\nadd(a=1,b=2)\n```", "```tool_code\nadd(b=2, a=1)\n```")]
    public void Required_Syntax_IsWhatItsParserReads(ToolCallSyntax syntax, string accepted, string rejected)
    {
        ConstraintTexts.Check(ConstraintTexts.Compiler.CompileToolCalls([s_add], ToolCallFormat.Of(syntax), ToolCallMode.Required, null), [accepted], [rejected, "", "text", accepted[..^1]]);

        var parser = new ToolCallParser(syntax);
        var calls = parser.Add(accepted).Select(delta => (delta.Text, delta.Call!.Name, JsonElement.Parse(delta.Call.Arguments).GetProperty("b").GetInt32())).ToList();
        Assert.Equal([(null, "add", 2), (null, "add", 2)], calls);
        Assert.Empty(parser.Finish());
    }

    [Theory]
    [InlineData(ToolCallSyntax.Llama, "{\"name\": \"now\", \"parameters\": {}}", "<|python_tag|>{\"name\": \"now\", \"parameters\": {}}", "{\"x\"", " {")]
    [InlineData(ToolCallSyntax.Mistral, "[TOOL_CALLS] [{\"name\": \"now\", \"arguments\": {}}]", "[TOOL_CALLS] [{\"name\": \"now\", \"arguments\": {}}]", "[{\"name\"", "[TOOL_CALLS]x")]
    [InlineData(ToolCallSyntax.MistralNamed, "[TOOL_CALLS]now[ARGS]{}", "[TOOL_CALLS]now[ARGS]{}", "[1]", "[TOOL_CALLS]")]
    [InlineData(ToolCallSyntax.ToolCode, "```tool_code\nnow()\n```", "```tool_code\nnow(zone=[null, true])\n```", "```tool_code x", "a ```tool_code\nnow(")]
    public void Auto_Syntax_IsTextWithOrWithoutCalls(ToolCallSyntax syntax, string alone, string call, string first, string second) =>
        ConstraintTexts.Check(
            ConstraintTexts.Compiler.CompileToolCalls([s_now], ToolCallFormat.Of(syntax), ToolCallMode.Auto, null),
            ["", " \n", "Just text.", "2 < 3 [1] ``` {", alone, $"Let me see.\n{call}"],
            [first, second, $"{alone} done"]);

    [Theory]
    [InlineData("""{"type":"object","properties":{"a b":{}}}""", "properties")]
    [InlineData("""{"type":"object","patternProperties":{"^x":{}}}""", "patternProperties")]
    [InlineData("""{"enum":[{"a":1}]}""", "enum")]
    public void Keywords_WhatTheyCannotWrite_IsRefused(string schema, string keyword)
    {
        var tool = new ToolFunction("f", JsonElement.Parse(schema));

        var exception = Assert.Throws<ConstraintException>(() => ConstraintTexts.Compiler.CompileToolCalls([tool], ToolCallFormat.Of(ToolCallSyntax.ToolCode), ToolCallMode.Required, 1));

        Assert.Equal((keyword, "f#"), (exception.Keyword, exception.Location));
    }

    [Fact]
    public void Keywords_NamesThatAreTaken_AreWrittenOnce()
    {
        var tool = new ToolFunction("f", JsonElement.Parse("""{"type":"object","properties":{"a":{"type":"integer"}},"additionalProperties":{"type":"string"}}"""));

        ConstraintTexts.Check(
            ConstraintTexts.Compiler.CompileToolCalls([tool], ToolCallFormat.Of(ToolCallSyntax.ToolCode), ToolCallMode.Required, 1),
            ["```tool_code\nf()\n```", "```tool_code\nf(a=1, ab=\"\")\n```", "```tool_code\nf(other=\"x\")\n```"],
            ["```tool_code\nf(a=\"x\")\n```", "```tool_code\nf(ab=1)\n```", "```tool_code\nf(a=1, a=1)\n```"]);
    }

    [Theory]
    [InlineData(ToolCallSyntax.Hermes, "<tool_call>\n{\"name\":\"now\",\"arguments\":{}}\n</tool_call>")]
    [InlineData(ToolCallSyntax.Llama, "{\"name\": \"now\", \"parameters\": {}}")]
    [InlineData(ToolCallSyntax.Mistral, "[TOOL_CALLS] [{\"name\": \"now\", \"arguments\": {}}]")]
    [InlineData(ToolCallSyntax.MistralNamed, "[TOOL_CALLS]now[ARGS]{}")]
    [InlineData(ToolCallSyntax.ToolCode, "```tool_code\nnow()\n```")]
    public void OrToolCalls_IsEitherACallOrTheFormat(ToolCallSyntax syntax, string call)
    {
        var format = TextFormat.JsonSchema(JsonElement.Parse("""{"type":"object","properties":{"a":{"type":"integer"}},"required":["a"],"additionalProperties":false}"""));

        ConstraintTexts.Check(ConstraintTexts.Compiler.Compile(format.OrToolCalls([s_now], ToolCallFormat.Of(syntax), 1)), [call, "{\"a\": 1}"], ["", "text", "{\"a\": 1}" + call, "{}"]);
    }

    [Theory]
    [InlineData(ToolCallSyntax.Llama, "json")]
    [InlineData(ToolCallSyntax.Hermes, "[^]*")]
    [InlineData(ToolCallSyntax.Mistral, "\\[TOOL_CALLS\\]x")]
    public void OrToolCalls_FormatThatLooksLikeACall_IsRefused(ToolCallSyntax syntax, string format)
    {
        var output = format == "json" ? TextFormat.Json : TextFormat.Regex(format);

        var exception = Assert.Throws<ConstraintException>(() => ConstraintTexts.Compiler.Compile(output.OrToolCalls([s_now], ToolCallFormat.Of(syntax), null)));

        Assert.Equal("tools", exception.Keyword);
        Assert.EndsWith("could be a call as well as an output of the format", exception.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void AfterReasoning_Text_MayBeReasonedBefore()
    {
        var format = TextFormat.Choice(["yes"]);

        ConstraintTexts.Check(
            ConstraintTexts.Compiler.Compile(format.AfterReasoning("<think>", "</think>", isInside: false)),
            ["yes", "<think></think>yes", "<think>\nHm </thi.\n</think>\n\nyes"],
            ["Hm.</think>yes", "<think>yes", "<think></think>no", "<think></think>\n\n\nyes"]);
        ConstraintTexts.Check(ConstraintTexts.Compiler.Compile(format.AfterReasoning("<think>", "</think>", isInside: true)), ["\nHm.\n</think>\nyes"], ["yes", "Hm.</think>"]);
    }

    [Fact]
    public void Parameters_ThatCannotBeHonoured_NameToolAndKeyword()
    {
        var tool = new ToolFunction("f", JsonElement.Parse("""{"type":"object","properties":{"a":{"not":{}}}}"""));

        var exception = Assert.Throws<ConstraintException>(() => Compile([tool], ToolCallMode.Required, 1));

        Assert.Equal(("f#/properties/a", "not"), (exception.Location, exception.Keyword));
    }

    [Fact]
    public void Parameters_ThatAreNoObject_AreRefused() =>
        Assert.Equal("schema", Assert.Throws<ConstraintException>(() => Compile([new ToolFunction("f", JsonElement.Parse("""{"type":"string"}"""))], ToolCallMode.Required, 1)).Keyword);

    [Fact]
    public void Tools_None_AreRefused() => Assert.Equal("tools", Assert.Throws<ConstraintException>(() => Compile([], ToolCallMode.Required, 1)).Keyword);

    private static IConstraint Compile(IReadOnlyList<ToolFunction> tools, ToolCallMode mode, int? maxCalls) =>
        ConstraintTexts.Compiler.CompileToolCalls(tools, ToolCallFormat.Hermes, mode, maxCalls);
}

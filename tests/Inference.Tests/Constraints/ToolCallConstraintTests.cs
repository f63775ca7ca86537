using System.Text.Json;
using Switchyard.Inference.Constraints;

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

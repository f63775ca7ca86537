using System.Text.Json;
using Switchyard.Contracts.OpenAI;
using Switchyard.InferenceNode.Endpoints;

namespace Switchyard.InferenceNode.Tests.Endpoints;

public sealed class ToolRulesTests
{
    private static readonly ToolDefinition s_tool = new() { Type = "function", Function = new FunctionDefinition { Name = "f" } };

    [Theory]
    [InlineData("get_weather-2", true)]
    [InlineData("a", true)]
    [InlineData("", false)]
    [InlineData(null, false)]
    [InlineData("a.b", false)]
    [InlineData("é", false)]
    public void IsName_Text_HasLettersDigitsAndDashes(string? name, bool expected) => Assert.Equal(expected, ToolRules.IsName(name));

    [Fact]
    public void IsName_64Characters_AreTheMost()
    {
        Assert.True(ToolRules.IsName(new string('a', 64)));
        Assert.False(ToolRules.IsName(new string('a', 65)));
    }

    [Fact]
    public void CheckTools_128Tools_AreTheMost()
    {
        Assert.Null(ToolRules.CheckTools(CreateTools(128)));
        Assert.Equal("tools", ToolRules.CheckTools(CreateTools(129))?.Param);
    }

    [Theory]
    [InlineData("\"auto\"", true)]
    [InlineData("null", true)]
    [InlineData("\"none\"", false)]
    public void MayCall_ToolChoice_SaysSo(string choice, bool expected) =>
        Assert.Equal(expected, ToolRules.MayCall(new ChatCompletionRequest { Tools = [s_tool], ToolChoice = JsonElement.Parse(choice) }));

    [Fact]
    public void MayCall_WithoutTools_IsFalse() => Assert.False(ToolRules.MayCall(new ChatCompletionRequest { Tools = [] }));

    [Fact]
    public void CheckTools_SameNameTwice_IsRefused() => Assert.Equal("tools[1].function.name", ToolRules.CheckTools([s_tool, s_tool])?.Param);

    [Theory]
    [InlineData("\"required\"", true, false, 2)]
    [InlineData("\"auto\"", false, false, 2)]
    [InlineData("{\"type\":\"function\",\"function\":{\"name\":\"f1\"}}", true, true, 1)]
    public void MustCall_ToolChoice_SaysWhichTools(string choice, bool mustCall, bool isNamed, int callable)
    {
        var request = new ChatCompletionRequest { Tools = CreateTools(2), ToolChoice = JsonElement.Parse(choice) };

        Assert.Null(ToolRules.Check(request));
        Assert.Equal((mustCall, isNamed, callable), (ToolRules.MustCall(request), ToolRules.IsNamed(request), ToolRules.GetCallable(request).Count));
    }

    [Theory]
    [InlineData("5")]
    [InlineData("\"any\"")]
    [InlineData("{}")]
    [InlineData("{\"type\":\"function\"}")]
    [InlineData("{\"type\":\"function\",\"function\":\"f0\"}")]
    [InlineData("{\"type\":\"function\",\"function\":{\"name\":5}}")]
    [InlineData("{\"type\":\"function\",\"function\":{\"name\":\"unknown\"}}")]
    public void Check_BadToolChoice_IsRefused(string choice) =>
        Assert.Equal("tool_choice", ToolRules.Check(new ChatCompletionRequest { Tools = CreateTools(1), ToolChoice = JsonElement.Parse(choice) })?.Param);

    private static List<ToolDefinition> CreateTools(int count) =>
        [.. Enumerable.Range(0, count).Select(i => s_tool with { Function = new FunctionDefinition { Name = $"f{i}" } })];
}

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
        Assert.Null(ToolRules.CheckTools([.. Enumerable.Repeat(s_tool, 128)]));
        Assert.Equal("tools", ToolRules.CheckTools([.. Enumerable.Repeat(s_tool, 129)])?.Param);
    }

    [Theory]
    [InlineData("\"auto\"", true)]
    [InlineData("null", true)]
    [InlineData("\"none\"", false)]
    public void MayCall_ToolChoice_SaysSo(string choice, bool expected) =>
        Assert.Equal(expected, ToolRules.MayCall(new ChatCompletionRequest { Tools = [s_tool], ToolChoice = JsonElement.Parse(choice) }));

    [Fact]
    public void MayCall_WithoutTools_IsFalse() => Assert.False(ToolRules.MayCall(new ChatCompletionRequest { Tools = [] }));
}

using System.Text.Json;
using Switchyard.Contracts.OpenAI;
using Switchyard.InferenceNode.Endpoints;

namespace Switchyard.InferenceNode.Tests.Endpoints;

public sealed class ParameterRulesTests
{
    [Theory]
    [InlineData(null, true)]
    [InlineData(0f, true)]
    [InlineData(2f, true)]
    [InlineData(2.01f, false)]
    [InlineData(-0.01f, false)]
    [InlineData(float.NaN, false)]
    [InlineData(float.PositiveInfinity, false)]
    public void CheckTemperature_Value_IsBetween0And2(float? value, bool isServed) => Assert.Equal(isServed, ParameterRules.CheckTemperature(value) is null);

    [Theory]
    [InlineData(0f, true)]
    [InlineData(1f, true)]
    [InlineData(1.01f, false)]
    public void CheckTopP_Value_IsBetween0And1(float? value, bool isServed) => Assert.Equal(isServed, ParameterRules.CheckTopP(value) is null);

    [Theory]
    [InlineData(0, true)]
    [InlineData(50, true)]
    [InlineData(-1, false)]
    public void CheckTopK_Value_IsNotNegative(int? value, bool isServed) => Assert.Equal(isServed, ParameterRules.CheckTopK(value) is null);

    [Fact]
    public void CheckStop_FourStrings_AreServed() => Assert.Null(ParameterRules.CheckStop(new StopSequences(["a", "b", "c", "d"])));

    [Fact]
    public void CheckStop_NullInside_IsRefused() => Assert.Equal("stop", ParameterRules.CheckStop(new StopSequences([null!]))?.Param);

    [Theory]
    [InlineData("null", true)]
    [InlineData("false", true)]
    [InlineData("0", true)]
    [InlineData("[]", true)]
    [InlineData("{}", true)]
    [InlineData("[\"text\"]", true)]
    [InlineData("true", false)]
    [InlineData("1", false)]
    [InlineData("\"\"", false)]
    [InlineData("[\"audio\"]", false)]
    [InlineData("{\"a\":1}", false)]
    public void CheckUnserved_KnownMember_PassesOnlyWhenItAsksForNothing(string value, bool isServed)
    {
        var extra = new Dictionary<string, JsonElement> { ["known"] = JsonElement.Parse(value), ["other"] = JsonElement.Parse("true") };

        Assert.Equal(isServed ? null : "known", ParameterRules.CheckUnserved(extra, new HashSet<string> { "known" })?.Param);
    }

    [Fact]
    public void CheckUnserved_NoExtraMembers_IsServed() => Assert.Null(ParameterRules.CheckUnserved(null, new HashSet<string> { "known" }));
}

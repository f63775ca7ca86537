using System.Text.Json;
using Switchyard.Contracts.OpenAI;
using Switchyard.InferenceNode.Endpoints;
using Switchyard.ServiceDefaults.Errors;

namespace Switchyard.InferenceNode.Tests.Endpoints;

public sealed class ParameterRulesTests
{
    [Theory]
    [InlineData("temperature", 0, 2)]
    [InlineData("top_p", 0, 1)]
    [InlineData("min_p", 0, 1)]
    [InlineData("repetition_penalty", 0.01f, 2)]
    [InlineData("frequency_penalty", -2, 2)]
    [InlineData("presence_penalty", -2, 2)]
    public void Check_Number_IsServedInItsRangeOnly(string param, float min, float max)
    {
        foreach (var value in (float[])[min, max, (min + max) / 2])
        {
            Assert.Null(Check(param, value));
        }

        foreach (var value in (float[])[min - 0.02f, max + 0.02f, float.NaN, float.PositiveInfinity, float.NegativeInfinity])
        {
            Assert.Equal(param, Check(param, value)?.Param);
        }
    }

    [Theory]
    [InlineData(-1, true)]
    [InlineData(0, true)]
    [InlineData(50, true)]
    [InlineData(-2, false)]
    public void CheckTopK_Value_IsOffOrACount(int? value, bool isServed) => Assert.Equal(isServed, ParameterRules.CheckTopK(value) is null);

    [Theory]
    [InlineData("0", 100, null)]
    [InlineData("99", -100, null)]
    [InlineData("100", 1, "logit_bias")]
    [InlineData("-1", 1, "logit_bias")]
    [InlineData("07", 1, "logit_bias")]
    [InlineData(" 7", 1, "logit_bias")]
    [InlineData("+7", 1, "logit_bias")]
    [InlineData("7.0", 1, "logit_bias")]
    [InlineData("the", 1, "logit_bias")]
    [InlineData("", 1, "logit_bias")]
    [InlineData("99999999999", 1, "logit_bias")]
    [InlineData("7", 101, "logit_bias.7")]
    [InlineData("7", float.NaN, "logit_bias.7")]
    public void CheckLogitBias_Entry_IsATokenAndABias(string token, float bias, string? param) =>
        Assert.Equal(param, ParameterRules.CheckLogitBias(new Dictionary<string, float> { [token] = bias }, tokenCount: 100)?.Param);

    [Fact]
    public void CheckLogitBias_1024Tokens_AreTheMost()
    {
        Assert.Null(ParameterRules.CheckLogitBias(Enumerable.Range(0, 1024).ToDictionary(id => id.ToString(), _ => 1f), 5000));
        Assert.Equal("logit_bias", ParameterRules.CheckLogitBias(Enumerable.Range(0, 1025).ToDictionary(id => id.ToString(), _ => 1f), 5000)?.Param);
    }

    [Fact]
    public void CheckStopTokens_128Tokens_AreTheMost()
    {
        Assert.Null(ParameterRules.CheckStopTokens([.. Enumerable.Repeat(5, 128)], 10));
        Assert.Equal("stop_token_ids", ParameterRules.CheckStopTokens([.. Enumerable.Repeat(5, 129)], 10)?.Param);
    }

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

    private static ApiError? Check(string param, float value)
    {
        var request = param switch
        {
            "temperature" => new CompletionRequest { Temperature = value },
            "top_p" => new CompletionRequest { TopP = value },
            "min_p" => new CompletionRequest { MinP = value },
            "repetition_penalty" => new CompletionRequest { RepetitionPenalty = value },
            "frequency_penalty" => new CompletionRequest { FrequencyPenalty = value },
            _ => new CompletionRequest { PresencePenalty = value },
        };
        return ParameterRules.Check(request, tokenCount: 10, maxTokens: null);
    }
}

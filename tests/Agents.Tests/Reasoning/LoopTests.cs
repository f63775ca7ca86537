using Switchyard.Agents.Tools.Calculation;
using Switchyard.Tests.Common.Agents;

namespace Switchyard.Agents.Tests.Reasoning;

public sealed class LoopTests
{
    private static ScriptedAnswer Calculate(string expression) => ScriptedAnswer.Call("calculator", $$"""{"expression":"{{expression}}"}""");

    private static AgentBench Bench(int maxIdenticalCalls, params ScriptedAnswer[] answers)
    {
        var bench = new AgentBench(answers) { Tools = [new CalculatorTool()] };
        bench.Definition = bench.Definition with { Settings = new Dictionary<string, string> { ["maxIdenticalCalls"] = $"{maxIdenticalCalls}" } };
        return bench;
    }

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(5)]
    public async Task Run_SameCallAsOftenAsTheLimit_StopsWithoutCalling(int limit)
    {
        var bench = Bench(limit, Calculate("1+1"));

        var result = await bench.RunAsync();

        Assert.Equal("The model repeated the same call of 'calculator' and was stopped.", result.Error);
        Assert.Equal((limit, limit - 1), (result.Usage.ModelCalls, result.Usage.ToolCalls));
    }

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(5)]
    public async Task Run_SameCallsInCircles_StopsBeforeTheThirdRound(int length)
    {
        var bench = Bench(10, ScriptedAnswer.Decide(messages => [ScriptedAnswer.CreateCall("calculator", $$"""{"expression":"{{messages.Count / 2 % length}}+1"}""")]));

        var result = await bench.RunAsync();

        Assert.Equal($"The model went round in circles of {length} calls with the same results and was stopped.", result.Error);
        Assert.Equal(2 * length, result.Usage.ToolCalls);
    }

    [Fact]
    public async Task Run_SameCallsWithOtherResults_GoesOn()
    {
        var count = 0;
        var bench = Bench(10, ScriptedAnswer.Decide(messages => messages.Count < 13 ? [ScriptedAnswer.CreateCall(messages.Count / 2 % 2 == 0 ? "look" : "wait", "{}")] : [new Microsoft.Extensions.AI.TextContent("there")]));
        bench.Tools = [new ActingTool("look") { Work = (_, _) => Task.FromResult(Switchyard.Agents.Tools.ToolResult.Success($"{count++}")) }, new ActingTool("wait")];

        var result = await bench.RunAsync();

        Assert.Equal((null, "there"), (result.Error, result.Output));
    }
}

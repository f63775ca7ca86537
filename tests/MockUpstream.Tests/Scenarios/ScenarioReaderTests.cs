using System.Text;
using Switchyard.MockUpstream.Scenarios;

namespace Switchyard.MockUpstream.Tests.Scenarios;

public sealed class ScenarioReaderTests
{
    [Fact]
    public void Read_AllMembers_AreTaken()
    {
        var scenario = Read("""
            {"latency":"20ms","firstToken":"1s","rate":"100/s","burst":2,"tokens":5,"text":"Hi","pieces":["H","i"],"reasoning":"Hm",
             "toolCalls":[{"name":"f","arguments":{"a":1}}],"callTools":1,"finish":"tool_calls","model":"other",
             "usage":{"input":10,"output":5,"cached":4,"cacheWritten":3,"reasoning":2},"faults":["gzip",{"fault":"status","status":503,"retryAfter":"2s","as":"date","share":0.2,"first":2,"model":"a*","message":"No."}]}
            """);

        Assert.Equal((TimeSpan.FromMilliseconds(20), TimeSpan.FromSeconds(1), 100.0, 2, 5), (scenario.Latency, scenario.FirstToken, scenario.Rate, scenario.Burst, scenario.Tokens));
        Assert.Equal(("Hi", "Hm", Finish.ToolCalls, "other", 1), (scenario.Text, scenario.Reasoning, scenario.Finish, scenario.Model, scenario.CallTools));
        Assert.Equal(["H", "i"], scenario.Pieces!);
        Assert.Equal([new ScriptedToolCall("f", """{"a":1}""")], scenario.ToolCalls!);
        Assert.Equal(new ScriptedUsage { Input = 10, Output = 5, Cached = 4, CacheWritten = 3, Reasoning = 2 }, scenario.Usage);
        var refusal = new Fault(FaultKind.Status) { Status = 503, Time = TimeSpan.FromSeconds(2), RetryAfter = RetryAfterForm.Date, Share = 0.2, First = 2, Model = "a*", Message = "No." };
        Assert.Equal([new Fault(FaultKind.Gzip), refusal], scenario.Faults!);
    }

    [Theory]
    [InlineData("{", "The body is no JSON: ")]
    [InlineData("3", "Not 3: a scenario is a name or an object.")]
    [InlineData("""{"token":5}""", "There is no 'token' here. There are: latency, firstToken, rate, burst, tokens,")]
    [InlineData("""{"tokens":5,"tokens":6}""", "The body is no JSON: ")]
    [InlineData("""{"tokens":-1}""", "'tokens' is a whole number from 0 to 1000000, not -1.")]
    [InlineData("""{"latency":20}""", "'latency' is a time such as \"20ms\" or \"5s\", not 20.")]
    [InlineData("""{"faults":"gzip"}""", "'faults' is an array, not \"gzip\".")]
    [InlineData("""{"faults":["zip"]}""", "There is no fault 'zip'. There are: refuse, reset,")]
    [InlineData("""{"faults":[{"fault":"cut","when":4}]}""", "There is no 'when' here.")]
    [InlineData("""{"faults":[{"fault":"status","status":503,"share":2}]}""", "The share of the fault 'status' goes from 0 to 1, not 2.")]
    [InlineData("""{"finish":"sometime"}""", "'finish' is one of Stop, Length, ToolCalls, Filter, not \"sometime\".")]
    public void Read_Wrong_SaysWhat(string json, string message) =>
        Assert.StartsWith(message, Assert.Throws<ScenarioException>(() => Read(json)).Message, StringComparison.Ordinal);

    private static Scenario Read(string json) => ScenarioReader.Read(Encoding.UTF8.GetBytes(json), Scenario.Parse);
}

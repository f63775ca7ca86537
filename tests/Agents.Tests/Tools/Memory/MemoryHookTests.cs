using Switchyard.Agents.Hooks;
using Switchyard.Agents.Hooks.Contexts;
using Switchyard.Agents.Tests.Reasoning;
using Switchyard.Agents.Tools;
using Switchyard.Agents.Tools.Memory;
using Switchyard.Tests.Common.Agents;

namespace Switchyard.Agents.Tests.Tools.Memory;

/// <summary>What an agent remembers and reads, hooks may change, refuse or give.</summary>
public sealed class MemoryHookTests
{
    private readonly InMemoryStore _store = new();
    private readonly List<(HookPoint, string, string, string, string?)> _seen = [];

    [Theory]
    [InlineData("remember", """{"key":"Color","value":"blue"}""", HookPoint.MemoryWriting, "color", "blue")]
    [InlineData("forget", """{"key":"color"}""", HookPoint.MemoryWriting, "color", null)]
    [InlineData("recall", """{"key":"color"}""", HookPoint.MemoryReading, "color", null)]
    [InlineData("search_memory", """{"query":"my color"}""", HookPoint.MemoryReading, "my color", null)]
    [InlineData("list_memory", "{}", HookPoint.MemoryReading, "", null)]
    public async Task Call_ByAnAgent_IsSeenAsItsOwn(string tool, string arguments, HookPoint point, string key, string? value)
    {
        await RunAsync(_ => HookResult.Continue, tool, arguments);

        Assert.Equal([(point, "tester", "ada", key, value)], _seen);
    }

    [Theory]
    [InlineData("remember", """{"key":"color","value":"red"}""")]
    [InlineData("forget", """{"key":"color"}""")]
    [InlineData("recall", """{"key":"color"}""")]
    [InlineData("search_memory", """{"query":"color"}""")]
    [InlineData("list_memory", "{}")]
    public async Task Refusal_OfACall_IsWhatTheModelIsToldAndLeavesTheMemory(string tool, string arguments)
    {
        await _store.SetAsync("ada", "color", "blue", AgentBench.Cancellation);

        var told = await RunAsync(_ => HookResult.Veto("not yours"), tool, arguments);

        Assert.Equal("told: Error: the memory was not touched: not yours", told);
        Assert.Equal("blue", await _store.GetAsync("ada", "color", AgentBench.Cancellation));
    }

    [Fact]
    public async Task Replacement_OfARead_IsWhatIsRecalled()
    {
        var told = await RunAsync(
            memory =>
            {
                memory.Value = "green";
                return HookResult.Replace;
            },
            "recall",
            """{"key":"color"}""");

        Assert.Equal("told: green", told);
    }

    [Fact]
    public async Task Change_OfAWrite_IsWhatIsKept()
    {
        await RunAsync(
            memory =>
            {
                (memory.Key, memory.Value) = ("hue", "***");
                return HookResult.Modified;
            },
            "remember",
            """{"key":"color","value":"secret"}""");

        Assert.Equal([("hue", "***")], (await _store.ListAsync("ada", 10, AgentBench.Cancellation)).Select(entry => (entry.Key, entry.Value)));
    }

    private async Task<string?> RunAsync(Func<MemoryHookContext, HookResult> says, string tool, string arguments)
    {
        var hook = new ScriptedHook(
            context =>
            {
                var memory = (MemoryHookContext)context;
                _seen.Add((memory.Point, memory.Agent, memory.User, memory.Key, memory.Value));
                return says(memory);
            },
            HookPoint.MemoryReading,
            HookPoint.MemoryWriting);
        var hooks = hook.ToPipeline();
        ITool[] tools = [new RememberTool(_store, hooks), new RecallTool(_store, hooks), new ForgetTool(_store, hooks), new ListMemoryTool(_store, hooks), new SearchMemoryTool(_store, hooks)];
        var bench = new AgentBench(ScriptedAnswer.Call(tool, arguments), ScriptedAnswer.From(messages => "told: " + AgentBench.TextOf(messages[^1]))) { Tools = tools, Hooks = hooks };
        return (await bench.RunAsync()).Output;
    }
}

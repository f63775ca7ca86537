using Switchyard.Agents.Hooks;
using System.Text.Json;
using Switchyard.Agents.Tools.Memory;

namespace Switchyard.Agents.Tests.Tools.Memory;

public sealed class MemoryToolTests
{
    private readonly InMemoryStore _store = new(capacity: 2);

    [Fact]
    public async Task Recall_AfterRemember_GivesTheValue()
    {
        Assert.Equal("ok", await RememberAsync("Color ", "blue"));

        Assert.Equal("blue", await RecallAsync("color"));
    }

    [Fact]
    public async Task Recall_OfAnotherUser_FindsNothing()
    {
        await RememberAsync("color", "blue");

        Assert.Equal("Error: nothing is stored under color", await RecallAsync("color", "bob"));
    }

    [Fact]
    public async Task Remember_Twice_Replaces()
    {
        await RememberAsync("color", "blue");
        await RememberAsync("color", "red");

        Assert.Equal("red", await RecallAsync("color"));
    }

    [Fact]
    public async Task Remember_WhenFull_IsAnError()
    {
        await RememberAsync("a", "1");
        await RememberAsync("b", "2");

        Assert.Equal("Error: the memory is full", await RememberAsync("c", "3"));
    }

    [Fact]
    public async Task Remember_EmptyKey_IsAnError() => Assert.Equal("Error: the key is empty", await RememberAsync("  ", "1"));

    [Fact]
    public async Task Remember_LongValue_IsAnError() =>
        Assert.Equal("Error: the argument 'value' is longer than 4000 characters", await RememberAsync("k", new string('x', 4001)));

    [Fact]
    public async Task Remember_Number_IsTakenAsText()
    {
        Assert.Equal("ok", await ToolRunner.RunAsync(new RememberTool(_store, HookPipeline.Empty), """{"key":"n","value":6}"""));

        Assert.Equal("6", await RecallAsync("n"));
    }

    private Task<string> RememberAsync(string key, string value) => ToolRunner.RunAsync(new RememberTool(_store, HookPipeline.Empty), JsonSerializer.Serialize(new { key, value }));

    private Task<string> RecallAsync(string key, string user = ToolRunner.User) => ToolRunner.RunAsync(new RecallTool(_store, HookPipeline.Empty), JsonSerializer.Serialize(new { key }), user);
}

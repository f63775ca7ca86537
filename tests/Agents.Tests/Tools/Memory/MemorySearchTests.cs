using Switchyard.Agents.Hooks;
using System.Text.Json;
using Switchyard.Agents.Tools.Memory;

namespace Switchyard.Agents.Tests.Tools.Memory;

public sealed class MemorySearchTests
{
    private readonly InMemoryStore _store = new();

    [Fact]
    public async Task List_OfWhatIsStored_IsByKeyAndUser()
    {
        await StoreAsync("color", "blue");
        await StoreAsync("aunt", "Rosa");

        Assert.Equal("aunt: Rosa\ncolor: blue", await ToolRunner.RunAsync(new ListMemoryTool(_store, HookPipeline.Empty), "{}"));
        Assert.Equal("(nothing is stored)", await ToolRunner.RunAsync(new ListMemoryTool(_store, HookPipeline.Empty), "{}", "bob"));
    }

    [Fact]
    public async Task Forget_WhatIsStored_IsDoneOnce()
    {
        await StoreAsync("color", "blue");

        Assert.Equal("nothing was stored under color", await ForgetAsync("color", "bob"));
        Assert.Equal("ok", await ForgetAsync("Color "));
        Assert.Equal("nothing was stored under color", await ForgetAsync("color"));
        Assert.Equal("(nothing is stored)", await ToolRunner.RunAsync(new ListMemoryTool(_store, HookPipeline.Empty), "{}"));
    }

    [Theory]
    [InlineData("roses", "garden: roses and tulips by the fence")]
    [InlineData("garden fence", "garden: roses and tulips by the fence\nfence: painted green")]
    [InlineData("the of", "[]")]
    [InlineData("bicycle", "[]")]
    public async Task Search_ByWords_FindsTheBestFirst(string query, string expected)
    {
        await StoreAsync("fence", "painted green");
        await StoreAsync("garden", "roses and tulips by the fence");
        await StoreAsync("car", "red");

        Assert.Equal(expected, await ToolRunner.RunAsync(new SearchMemoryTool(_store, HookPipeline.Empty), JsonSerializer.Serialize(new { query })));
    }

    private Task<string> ForgetAsync(string key, string user = ToolRunner.User) => ToolRunner.RunAsync(new ForgetTool(_store, HookPipeline.Empty), JsonSerializer.Serialize(new { key }), user);

    private Task<bool> StoreAsync(string key, string value) => _store.SetAsync(ToolRunner.User, key, value, TestContext.Current.CancellationToken);
}

using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Extensions.Options;
using Switchyard.Contracts.Agents;
using Switchyard.Tests.Common.Agents;

namespace Switchyard.AgentHost.Tests.Plugins;

/// <summary>Agents and tools that an assembly adds, as <c>samples/agents/PostOffice</c> does.</summary>
public sealed class PluginTests(StoresFixture stores)
{
    private const string Key = "AgentHost:Plugins:0";

    // Beside this project's own output, in the same configuration.
    private static string PostOffice
    {
        get
        {
            var own = new DirectoryInfo(AppContext.BaseDirectory);
            return Path.Combine(own.Parent!.Parent!.FullName, "PostOffice", own.Name, "Switchyard.PostOffice.dll");
        }
    }

    [Fact]
    public async Task Run_AgentOfAPlugin_CallsTheToolOfThePlugin()
    {
        await using var app = Start((Key, PostOffice));

        var run = await app.Runs.RestAsync("post-office", """{"input":"What does a parcel of 2 kg to France cost?","user":"plugins"}""");
        var events = await app.Runs.FollowAsync(run.Id).ToListAsync(TestContext.Current.CancellationToken);

        Assert.Equal(("It costs 10.50 EUR.", 1), (run.Output, run.Version));
        Assert.Equal("10.50 EUR", events.Single(static item => item.Type == RunEventTypes.ToolResult).Output);
    }

    [Fact]
    public async Task Agents_OfAPlugin_AreListedAsCode()
    {
        await using var app = Start((Key, PostOffice));

        var agents = await app.Runs.Http.GetStringAsync("/v1/agents/post-office", TestContext.Current.CancellationToken);

        Assert.Contains("\"source\":\"code\"", agents, StringComparison.Ordinal);
        Assert.Contains("postage", agents, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_PluginsThatCannotBeUsed_StopsAndNamesEach()
    {
        var none = typeof(WebApplicationFactory<>).Assembly.Location;
        await using var app = Start((Key, "plugins/missing.dll"), ("AgentHost:Plugins:1", none), ("AgentHost:Plugins:2", PostOffice), ("AgentHost:Plugins:3", PostOffice));

        var error = Assert.Throws<OptionsValidationException>(() => app.Services).Message;

        Assert.Contains("AgentHost:Plugins:0: '", error, StringComparison.Ordinal);
        Assert.Contains("is not there: name a plugin's assembly, a file that ends with .dll, by its absolute path or by one from the AgentHost's own folder.", error, StringComparison.Ordinal);
        Assert.Contains($"AgentHost:Plugins:1: '{none}' holds no plugin: none of its public classes implements IAgentPlugin", error, StringComparison.Ordinal);
        Assert.Contains($"AgentHost:Plugins:3: '{PostOffice}' has the class Switchyard.PostOffice.PostOfficePlugin, which has an agent with the id 'post-office': that one is known already", error, StringComparison.Ordinal);
        Assert.Contains("which has a tool with the name 'postage': that one is known already; choose another.", error, StringComparison.Ordinal);
    }

    private AgentHostApplication Start(params (string Key, string Value)[] settings) => new(
        stores,
        new ScriptedChatClient(ScriptedAnswer.Call("postage", """{"kilograms":2,"zone":"europe"}"""), ScriptedAnswer.Say("It costs 10.50 EUR.")),
        settings);
}

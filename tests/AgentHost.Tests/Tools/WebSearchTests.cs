using Microsoft.Extensions.DependencyInjection;
using Switchyard.Agents.Tools;
using Switchyard.Contracts.Agents;
using Switchyard.Tests.Common.Agents;
using Switchyard.Tests.Common.Upstreams;

namespace Switchyard.AgentHost.Tests.Tools;

/// <summary>What <c>web_search</c> asks on this host.</summary>
public sealed class WebSearchTests(StoresFixture stores) : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("switchyard-search-").FullName;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Search_WithAService_AsksIt()
    {
        await using var service = await FakeUpstream.StartAsync(Replies.Json("""{"results":[{"url":"https://a.example","title":"A","content":"The sun shines."}]}"""), Cancellation);

        Assert.Equal("The sun shines. (https://a.example)", await SearchAsync(("AgentHost:WebSearch:Url", service.Address + "/search"), ("AgentHost:WebSearch:KeyHeader", "X-Key"), ("AgentHost:WebSearch:Key", "k")));
        Assert.Equal(("/search?q=sun&format=json", "k"), (service.Requests.Single().Path, service.Requests.Single().Headers["X-Key"]));
    }

    [Fact]
    public async Task Search_WithDocumentsOnly_LooksThroughThem()
    {
        await File.WriteAllTextAsync(Path.Combine(_folder, "sky.txt"), "The sun is a star.", Cancellation);

        Assert.Equal("The sun is a star. (sky.txt)", await SearchAsync(("AgentHost:Tools:DocumentsFolder", _folder)));
    }

    [Fact]
    public async Task Search_WithNothingToAsk_IsNoTool()
    {
        await using var app = new AgentHostApplication(stores, ScriptedAnswer.Say("ok"));

        Assert.False(app.Services.GetRequiredService<ToolBox>().TryGet("web_search", out _));
    }

    private async Task<string?> SearchAsync(params (string Key, string Value)[] settings)
    {
        await using var app = new AgentHostApplication(stores, new ScriptedChatClient(ScriptedAnswer.Call("web_search", """{"query":"sun"}"""), ScriptedAnswer.Say("ok")), settings);
        var events = await app.Runs.RunAsync("Search the web for the sun", "searcher");
        return Assert.Single(events, runEvent => runEvent.Type == RunEventTypes.ToolResult).Output;
    }
}

using Switchyard.Tests.Common.Upstreams;
using Switchyard.Web.Conversations;
using Switchyard.Web.Tests.Support;
using Xunit;

namespace Switchyard.Web.Tests.Conversations;

public sealed class TargetCatalogTests
{
    [Fact]
    public async Task LoadAsync_BothServices_ListsAgentsFirst()
    {
        await using var router = await FakeUpstream.StartAsync(Replies.Json(Samples.Models), TestContext.Current.CancellationToken);
        await using var agents = await FakeUpstream.StartAsync(Replies.Json(Samples.Agents), TestContext.Current.CancellationToken);

        var list = await new TargetCatalog(Services.Router(router), Services.Definitions(agents)).LoadAsync(TestContext.Current.CancellationToken);

        Assert.Equal(["agent:assistant", "model:local/pocket"], list.Targets.Select(static target => target.Key));
        Assert.Empty(list.Problems);
        Assert.True(list.Find("model:local/pocket")!.Demo);
        Assert.Null(list.Find("model:gone"));
    }

    [Theory]
    [InlineData("local/pocket", true)]
    [InlineData("default", true)]
    [InlineData("ollama/llama3", false)]
    public async Task LoadAsync_AgentOnTheDemoModel_IsADemo(string model, bool demo)
    {
        await using var router = await FakeUpstream.StartAsync(Replies.Json(Samples.Models), TestContext.Current.CancellationToken);
        await using var agents = await FakeUpstream.StartAsync(Replies.Json(Samples.Agents.Replace("local/pocket", model, StringComparison.Ordinal)), TestContext.Current.CancellationToken);

        var list = await new TargetCatalog(Services.Router(router), Services.Definitions(agents)).LoadAsync(TestContext.Current.CancellationToken);

        Assert.Equal(demo, list.Find("agent:assistant")!.Demo);
    }

    [Theory]
    [InlineData("""["embeddings"]""", 0)]
    [InlineData("""["chat","tools"]""", 1)]
    [InlineData("[]", 1)]
    [InlineData("null", 1)]
    public async Task LoadAsync_ModelThatCannotChat_IsNoTarget(string capabilities, int expected)
    {
        await using var router = await FakeUpstream.StartAsync(
            Replies.Json($$"""{"object":"list","data":[{"id":"a/b","object":"model","created":1,"owned_by":"a","capabilities":{{capabilities}}}]}"""), TestContext.Current.CancellationToken);
        var agents = Services.Definitions(Services.Nowhere());

        var list = await new TargetCatalog(Services.Router(router), agents).LoadAsync(TestContext.Current.CancellationToken);

        Assert.Equal(expected, list.Targets.Count);
    }

    [Fact]
    public async Task LoadAsync_AgentHostAway_KeepsTheModels()
    {
        await using var router = await FakeUpstream.StartAsync(Replies.Json(Samples.Models), TestContext.Current.CancellationToken);
        var agents = Services.Definitions(Services.Nowhere());

        var list = await new TargetCatalog(Services.Router(router), agents).LoadAsync(TestContext.Current.CancellationToken);

        Assert.Equal(["model:local/pocket"], list.Targets.Select(static target => target.Key));
        Assert.Equal(["agenthost cannot be reached; ./switchyard logs agenthost says why."], list.Problems);
    }
}

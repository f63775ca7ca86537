using Switchyard.Tests.Common.Upstreams;
using Switchyard.Web.Clients;
using Switchyard.Web.Tests.Support;
using Xunit;

namespace Switchyard.Web.Tests.Clients;

public sealed class RouterClientTests
{
    [Fact]
    public async Task GetModelsAsync_List_IsRead()
    {
        await using var router = await FakeUpstream.StartAsync(Replies.Json(Samples.Models), TestContext.Current.CancellationToken);

        var reply = await Services.Router(router).GetModelsAsync(TestContext.Current.CancellationToken);

        Assert.True(reply.Succeeded);
        var model = Assert.Single(reply.Value.Data);
        Assert.Equal("local/pocket", model.Id);
        Assert.Equal(["pocket", "default"], model.Aliases);
        Assert.Equal(1024, model.MaxModelLen);
        Assert.True(model.Demo);
        Assert.Equal("/v1/models", Assert.Single(router.Requests).Path);
    }

    [Fact]
    public async Task GetProvidersAsync_List_IsRead()
    {
        await using var router = await FakeUpstream.StartAsync(Replies.Json(Samples.Providers), TestContext.Current.CancellationToken);

        var reply = await Services.Router(router).GetProvidersAsync(TestContext.Current.CancellationToken);

        Assert.Equal(["local", "openai"], reply.Value!.Data.Select(static provider => provider.Id));
        Assert.Equal("/providers", Assert.Single(router.Requests).Path);
    }

    [Fact]
    public async Task GetRequestsAsync_Limit_IsInTheQuery()
    {
        await using var router = await FakeUpstream.StartAsync(Replies.Json(RequestSamples.All), TestContext.Current.CancellationToken);

        var reply = await Services.Router(router).GetRequestsAsync(51, TestContext.Current.CancellationToken);

        Assert.Equal(4, reply.Value!.Data.Count);
        Assert.Equal("/v1/requests?limit=51", Assert.Single(router.Requests).Path);
    }

    [Fact]
    public async Task GetModelsAsync_ErrorAnswer_IsRefusedWithItsMessage()
    {
        await using var router = await FakeUpstream.StartAsync(Replies.Error(503, "No node is ready.", "no_upstream"), TestContext.Current.CancellationToken);

        var reply = await Services.Router(router).GetModelsAsync(TestContext.Current.CancellationToken);

        Assert.Equal(Reply<Contracts.OpenAI.ModelList>.Refused("No node is ready."), reply);
    }

    [Fact]
    public async Task GetModelsAsync_NotJson_SaysSo()
    {
        await using var router = await FakeUpstream.StartAsync(Replies.Json("<html>"), TestContext.Current.CancellationToken);

        var reply = await Services.Router(router).GetModelsAsync(TestContext.Current.CancellationToken);

        Assert.StartsWith("router answered with something that is not the expected JSON.", reply.Problem, StringComparison.Ordinal);
        Assert.False(reply.Disconnected);
    }

    [Fact]
    public async Task GetModelsAsync_NullDocument_IsRefused()
    {
        await using var router = await FakeUpstream.StartAsync(Replies.Json("null"), TestContext.Current.CancellationToken);

        var reply = await Services.Router(router).GetModelsAsync(TestContext.Current.CancellationToken);

        Assert.Equal("router answered with an empty document.", reply.Problem);
    }

    [Fact]
    public async Task GetModelsAsync_NobodyListens_IsDisconnected()
    {
        var client = new RouterClient(Services.Http(Services.Nowhere()), Services.Query());

        var reply = await client.GetModelsAsync(TestContext.Current.CancellationToken);

        Assert.True(reply.Disconnected);
        Assert.Equal("router cannot be reached; ./switchyard logs router says why.", reply.Problem);
    }

    [Fact]
    public async Task GetModelsAsync_NoAnswerInTime_IsDisconnected()
    {
        var aborted = new TaskCompletionSource();
        await using var router = await FakeUpstream.StartAsync(Replies.Hang(aborted), TestContext.Current.CancellationToken);
        var client = new RouterClient(Services.Http(router.Address), Services.Query(TimeSpan.FromMilliseconds(300)));

        var reply = await client.GetModelsAsync(TestContext.Current.CancellationToken);

        Assert.Equal("router did not answer within 0.3 s.", reply.Problem);
        Assert.True(reply.Disconnected);
    }

    [Fact]
    public async Task GetModelsAsync_CallerLeaves_IsCancelled()
    {
        var aborted = new TaskCompletionSource();
        await using var router = await FakeUpstream.StartAsync(Replies.Hang(aborted), TestContext.Current.CancellationToken);
        using var caller = new CancellationTokenSource(TimeSpan.FromMilliseconds(100));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Services.Router(router).GetModelsAsync(caller.Token));
    }
}

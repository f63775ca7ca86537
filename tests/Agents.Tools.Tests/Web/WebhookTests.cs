using System.Text.Json;
using Switchyard.Agents.Tools.Web;
using Switchyard.Tests.Common.Upstreams;

namespace Switchyard.Agents.Tools.Tests.Web;

public sealed class WebhookTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Call_OfAWebhook_PostsOnceWithTheCallsKey()
    {
        await using var server = await FakeUpstream.StartAsync(Replies.Json("{}", 202), Token);
        using var client = WebClients.Local();
        var invoker = new ToolInvoker(new ToolBox([new CallWebhookTool(WebClients.Reader(client))]), 1_000, TimeProvider.System);
        var arguments = JsonSerializer.Deserialize<Dictionary<string, object?>>(JsonSerializer.Serialize(new { url = server.Address + "/hook", json = """{"a":1}""" }))!;

        var result = await invoker.InvokeAsync("call_webhook", arguments, new ToolContext("ada") { Key = "k1" }, Token);

        var request = Assert.Single(server.Requests);
        Assert.Equal("delivered (status 202)", result.Output);
        Assert.Equal(("POST", "/hook", """{"a":1}""", "k1"), (request.Method, request.Path, request.Body, request.Headers["Idempotency-Key"]));
    }

    [Theory]
    [InlineData(302)]
    [InlineData(404)]
    [InlineData(500)]
    public async Task Call_ThatIsNotTaken_IsAnError(int status)
    {
        await using var server = await FakeUpstream.StartAsync(
            context =>
            {
                context.Response.StatusCode = status;
                context.Response.Headers.Location = "/elsewhere";
                return Task.CompletedTask;
            },
            Token);
        using var client = WebClients.Local();

        Assert.Equal($"Error: the webhook answered with status {status}", await Tools.RunAsync(new CallWebhookTool(WebClients.Reader(client)), new { url = server.Address, json = "{}" }));
        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task Call_WithoutJson_PostsNothing()
    {
        using var client = WebClients.Local();

        Assert.Equal("Error: the body is not JSON", await Tools.RunAsync(new CallWebhookTool(WebClients.Reader(client)), new { url = "http://127.0.0.1:1/", json = "{" }));
    }
}

using System.Net;
using System.Text;
using System.Text.Json;
using Switchyard.MockUpstream.Scenarios;

namespace Switchyard.MockUpstream.Tests.Control;

public sealed class ControlApiTests : MockTest
{
    [Fact]
    public async Task Scenario_Put_IsListedUsedAndRemoved()
    {
        Assert.Equal(HttpStatusCode.NoContent, await SendAsync(HttpMethod.Put, "/mock/scenarios/broken", """{"faults":["status-500"]}"""));
        Assert.Equal("[\"broken\"]", await Http.GetStringAsync("/mock/scenarios", Token));
        Assert.Equal(500, (await ChatAsync("m+broken")).Status);

        Assert.Equal(HttpStatusCode.NoContent, await SendAsync(HttpMethod.Delete, "/mock/scenarios/broken"));
        Assert.Equal(400, (await ChatAsync("m+broken")).Status);
        Assert.Equal(HttpStatusCode.NotFound, await SendAsync(HttpMethod.Delete, "/mock/scenarios/broken"));
    }

    [Fact]
    public async Task Script_Posted_AnswersTheNextRequests()
    {
        await SendAsync(HttpMethod.Post, "/mock/script", """["status-500",{"text":"two"}]""");

        Assert.Equal(500, (await ChatAsync("m")).Status);
        Assert.Equal(["role", "two", "stop", "[DONE]"], Deltas((await ChatAsync("m")).Text));
    }

    [Fact]
    public async Task Script_Deleted_IsEmpty()
    {
        await SendAsync(HttpMethod.Post, "/mock/script", "\"status-500\"");
        await SendAsync(HttpMethod.Delete, "/mock/script");

        Assert.Equal(200, (await ChatAsync("m")).Status);
    }

    [Theory]
    [InlineData("POST", "/mock/script", "nonsense", "The body is no JSON:")]
    [InlineData("POST", "/mock/script", """["gzip","zip"]""", "There is no scenario 'zip'.")]
    [InlineData("PUT", "/mock/scenarios/x", """{"faults":[{"fault":"cut","after":"4"}]}""", "'after' is a whole number from 0 to 1000000, not \"4\".")]
    public async Task Scenario_Wrong_IsABadRequestThatSaysWhat(string method, string path, string body, string message)
    {
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        using var request = new HttpRequestMessage(new HttpMethod(method), path) { Content = content };
        using var response = await Http.SendAsync(request, Token);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        using var document = JsonDocument.Parse(await response.Content.ReadAsStringAsync(Token));
        Assert.StartsWith(message, document.RootElement.GetProperty("error").GetString(), StringComparison.Ordinal);
        Assert.Equal(200, (await ChatAsync("m")).Status);
    }

    [Fact]
    public async Task Requests_Listed_HaveHeadersBodiesAndOutcome()
    {
        await RawConnection.PostAsync(Server, Chat, ChatBody("m+cut-after-2"), "X-Test: one\r\n");
        await PostAsync("/v1/embeddings?a=b", """{"model":"e","input":"x"}""");

        await EndedAsync();
        using var document = JsonDocument.Parse(await Http.GetStringAsync("/mock/requests", Token));

        var first = document.RootElement[0];
        Assert.Equal((1, "POST", Chat), (first.GetProperty("number").GetInt32(), first.GetProperty("method").GetString(), first.GetProperty("path").GetString()));
        Assert.Equal("one", first.GetProperty("headers").GetProperty("X-Test").GetString());
        Assert.Equal(ChatBody("m+cut-after-2"), first.GetProperty("body").GetString());
        Assert.Equal(("cut-after-2", 200, 2, "Broken"), (first.GetProperty("scenario").GetString(), first.GetProperty("status").GetInt32(), first.GetProperty("tokens").GetInt32(), first.GetProperty("state").GetString()));
        Assert.True(first.GetProperty("receivedAt").GetDateTimeOffset() <= first.GetProperty("endedAt").GetDateTimeOffset());
        Assert.Equal(("/v1/embeddings?a=b", "Completed"), (document.RootElement[1].GetProperty("path").GetString(), document.RootElement[1].GetProperty("state").GetString()));
    }

    [Fact]
    public async Task Requests_Deleted_AreGoneAndStillCounted()
    {
        await ChatAsync("m");
        await EndedAsync();

        await SendAsync(HttpMethod.Delete, "/mock/requests");

        Assert.Equal("[]", await Http.GetStringAsync("/mock/requests", Token));
        Assert.Equal("""{"received":1,"open":0,"disconnected":0,"queued":0}""", await Http.GetStringAsync("/mock/status", Token));
    }

    [Fact]
    public async Task Unknown_Path_IsNotFound() => Assert.Equal(HttpStatusCode.NotFound, await SendAsync(HttpMethod.Get, "/mock/other"));

    [Fact]
    public async Task Refuse_Queued_DoesNotTakeTheControlApiOnAnOpenConnection()
    {
        await Http.GetStringAsync("/mock/status", Token);
        Server.Script(Scenario.Parse("refuse"));

        Assert.Contains("\"queued\":1", await Http.GetStringAsync("/mock/status", Token), StringComparison.Ordinal);
    }

    private async Task<HttpStatusCode> SendAsync(HttpMethod method, string path, string? body = null)
    {
        using var request = new HttpRequestMessage(method, path) { Content = body is null ? null : new StringContent(body, Encoding.UTF8, "application/json") };
        using var response = await Http.SendAsync(request, Token);
        return response.StatusCode;
    }
}

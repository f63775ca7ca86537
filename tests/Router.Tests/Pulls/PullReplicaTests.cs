using System.Net;
using System.Net.ServerSentEvents;
using System.Text.Json;
using Switchyard.MockUpstream;
using Switchyard.MockUpstream.Recording;
using Switchyard.MockUpstream.Scenarios;
using Switchyard.Router.Tests.Administration;
using Switchyard.Router.Tests.Storage;
using Xunit;

namespace Switchyard.Router.Tests.Pulls;

/// <summary>Row A4: routers that share a database cancel each other's pulls.</summary>
public sealed class PullReplicaTests(PostgresFixture postgres) : IClassFixture<PostgresFixture>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Pull_CancelledAtAnotherRouter_EndsHereAndUpstream()
    {
        await using var ollama = await MockServer.StartAsync(new MockServerOptions { Default = new Scenario { Tokens = 4 } }, Token);
        ollama.Put("large:8b", Scenario.Parse("stall-2"));
        await using var first = Start(ollama);
        await using var second = Start(ollama);
        using var admin = new AdminClient(first);
        using var other = new AdminClient(second);
        using var answer = await admin.PullAsync("""{"model":"large:8b"}""");
        await using var body = await answer.Content.ReadAsStreamAsync(Token);
        await using var events = SseParser.Create(body).EnumerateAsync(Token).GetAsyncEnumerator(Token);
        Assert.True(await events.MoveNextAsync());
        var id = JsonElement.Parse(events.Current.Data).GetProperty("id").GetString();

        await Deadline.UntilAsync(async () => (await other.DeleteAsync($"/v1/models/pull/{id}")).StatusCode == HttpStatusCode.NoContent);
        var last = events.Current;
        while (await events.MoveNextAsync())
        {
            last = events.Current;
        }

        using var again = await other.DeleteAsync($"/v1/models/pull/{id}");
        using var nobodys = await other.DeleteAsync($"/v1/models/pull/pull-{Guid.NewGuid():N}");
        using var nonsense = await other.DeleteAsync("/v1/models/pull/cancelled%20x");
        Assert.Equal(("error", "cancelled"), (last.EventType, JsonElement.Parse(last.Data).GetProperty("error").GetProperty("code").GetString()));
        await again.AssertErrorAsync(404, "not_found");
        await nobodys.AssertErrorAsync(404, "not_found");
        await nonsense.AssertErrorAsync(404, "not_found");
        await Deadline.UntilAsync(() => ollama.Asked().All(request => request.State == RequestState.Disconnected));
    }

    [Fact]
    public async Task Pull_WhileTheDatabaseIsAway_IsCancelledWhereItBegan()
    {
        await using var ollama = await MockServer.StartAsync(new MockServerOptions { Default = new Scenario { Tokens = 4 } }, Token);
        ollama.Put("large:8b", Scenario.Parse("stall-2"));
        await using var router = Start(ollama);
        using var admin = new AdminClient(router);
        using var answer = await admin.PullAsync("""{"model":"large:8b"}""");
        await using var body = await answer.Content.ReadAsStreamAsync(Token);
        await using var events = SseParser.Create(body).EnumerateAsync(Token).GetAsyncEnumerator(Token);
        Assert.True(await events.MoveNextAsync());
        var id = JsonElement.Parse(events.Current.Data).GetProperty("id").GetString();

        await postgres.Server.KillAsync();
        using var unknown = await admin.DeleteAsync($"/v1/models/pull/pull-{Guid.NewGuid():N}");
        using var known = await admin.DeleteAsync($"/v1/models/pull/{id}");
        await postgres.Server.StartAgainAsync(Token);

        await unknown.AssertErrorAsync(503, "service_unavailable");
        Assert.Equal(HttpStatusCode.NoContent, known.StatusCode);
    }

    private RouterHost Start(MockServer ollama) => AdminClient.Start(("ConnectionStrings:switchyard", postgres.Server.ConnectionString), ("Router:Providers:ollama:BaseUrl", ollama.Address));
}

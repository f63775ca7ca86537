using Switchyard.MockUpstream;
using Switchyard.Router.Tests.Files;
using Switchyard.Router.Tests.Storage;
using Xunit;

namespace Switchyard.Router.Tests.Batches;

/// <summary>Row B6 with PostgreSQL: a batch goes on at whichever router is there.</summary>
public sealed class BatchReplicaTests(PostgresFixture postgres) : IClassFixture<PostgresFixture>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Batch_WhoseRouterIsGone_IsDoneByOthers()
    {
        await using var upstream = await MockServer.StartAsync(new MockServerOptions(), Token);
        string id;
        await using (var first = Start("router", upstream))
        {
            id = FileClient.IdOf(await new BatchClient(first.CreateClient()).CreateAsync([.. Enumerable.Range(0, 20).Select(i => BatchClient.LineOf($"{i}"))]));
        }

        await using var second = Start("all", upstream);
        var batches = new BatchClient(second.CreateClient());
        var batch = await batches.WaitAsync(id);
        var output = await batches.ReadAsync(batch, "output_file_id");

        Assert.Equal("completed", BatchClient.StatusOf(batch));
        Assert.Equal(Enumerable.Range(0, 20).Select(i => $"{i}"), output.Select(line => line.GetProperty("custom_id").GetString()));
        Assert.Equal(20, upstream.Requests.Count);
    }

    [Fact]
    public async Task Database_ThatIsAway_IsSaid()
    {
        await using var router = RouterHost.Start(("ConnectionStrings:switchyard", "Host=127.0.0.1;Port=1;Username=nobody;Timeout=1"));
        using var client = router.CreateClient();

        using var answer = await client.GetAsync("/v1/batches", Token);

        await answer.AssertErrorAsync(503, "service_unavailable");
        await Deadline.UntilAsync(() => router.Logs.Lines.Any(line => line.Contains("Batches did not go on", StringComparison.Ordinal)));
    }

    private RouterHost Start(string role, MockServer upstream) => RouterHost.Start(
        ("ConnectionStrings:switchyard", postgres.Server.ConnectionString),
        ("Router:Queue:Role", role),
        ("Router:Providers:first:BaseUrl", $"{upstream.Address}/v1"),
        ("Router:Providers:first:Models:0", "m"));
}

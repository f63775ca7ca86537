using System.Net;
using Microsoft.AspNetCore.Http;
using Npgsql;
using Switchyard.Router.Tests.Administration;
using Switchyard.Tests.Common.Upstreams;
using Xunit;

namespace Switchyard.Router.Tests.Storage;

/// <summary>Routers that share a database: what one is told, all of them do.</summary>
public sealed class ReplicaTests(PostgresFixture postgres) : IClassFixture<PostgresFixture>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Change_OnOneRouter_HoldsOnAllAndAfterARestart()
    {
        await using var upstream = await FakeUpstream.StartAsync(Replies.Chat("42"), Token);
        await using var first = Start();
        await using var second = Start();
        using var admin = new AdminClient(first);
        using var other = new AdminClient(second);

        await admin.StoreAsync("/admin/providers/shared", $$"""{"baseUrl":"{{upstream.Endpoint}}","models":["large"],"apiKey":"sk-secret"}""");
        await Deadline.UntilAsync(async () => await IsKnownAsync(other, "shared/large"));
        using var answer = await other.Http.ChatAsync(RouterRequests.ForModel("shared/large"));
        await using var restarted = Start();
        using var again = new AdminClient(restarted);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("Bearer sk-secret", upstream.Requests.Last().Headers["Authorization"]);
        Assert.True(await IsKnownAsync(again, "shared/large"));
        Assert.Equal(("database", "ready"), ((await again.GetAsync("/admin")).GetProperty("storage").GetString(), (await again.GetAsync("/admin")).GetProperty("status").GetString()));
        Assert.Equal("0", await AskAsync("select count(*)::text from router.settings where encode(secret, 'escape') like '%sk-secret%' or value::text like '%sk-secret%'"));

        using var removed = await other.DeleteAsync("/admin/providers/shared");
        await Deadline.UntilAsync(async () => !await IsKnownAsync(admin, "shared/large"));
    }

    [Fact]
    public async Task Stream_UnderWayWhileItsProviderIsRemoved_GoesOn()
    {
        var (begun, goOn) = (new TaskCompletionSource(), new TaskCompletionSource());
        await using var upstream = await FakeUpstream.StartAsync(
            async context =>
            {
                await Replies.Events(Replies.TextChunk("one"))(context);
                begun.TrySetResult();
                await goOn.Task;
                await context.Response.WriteAsync($"data: {Replies.TextChunk("two")}\n\ndata: [DONE]\n\n", context.RequestAborted);
            },
            Token);
        await using var first = Start();
        await using var second = Start();
        using var admin = new AdminClient(first);
        using var other = new AdminClient(second);
        await admin.StoreAsync("/admin/providers/streamed", $$"""{"baseUrl":"{{upstream.Endpoint}}","models":["large"]}""");

        using var response = await admin.Http.StreamAsync(RouterRequests.ForModel("streamed/large", RouterRequests.StreamedQuestion));
        await begun.Task.WaitAsync(Token);
        using var removed = await other.DeleteAsync("/admin/providers/streamed");
        await Deadline.UntilAsync(async () => !await IsKnownAsync(admin, "streamed/large"));
        goOn.SetResult();
        var text = await response.TextAsync();

        Assert.Equal(HttpStatusCode.NoContent, removed.StatusCode);
        Assert.Contains("\"two\"", text, StringComparison.Ordinal);
        Assert.EndsWith("data: [DONE]\n\n", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Changes_MadeTogether_AllHoldInOneOrder()
    {
        await using var first = Start();
        await using var second = Start();
        using var admin = new AdminClient(first);
        using var other = new AdminClient(second);

        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(i => (i % 2 == 0 ? admin : other).PutAsync($"/admin/aliases/together-{i}", $"\"a/{i}\"")));
        var last = (await admin.GetAsync("/admin/changes?limit=1")).GetProperty("data")[0].GetProperty("version").GetInt64();
        await Deadline.UntilAsync(async () => await VersionAsync(admin) >= last && await VersionAsync(other) >= last);

        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.OK, answer.StatusCode));
        foreach (var client in new[] { admin, other })
        {
            var aliases = (await client.GetAsync("/admin/aliases")).GetProperty("data").EnumerateArray().Select(alias => alias.GetProperty("id").GetString()).Where(id => id!.StartsWith("together-", StringComparison.Ordinal));
            Assert.Equal(20, aliases.Count());
        }
    }

    [Fact]
    public async Task Log_CannotBeRewritten()
    {
        await using var router = Start();
        using var admin = new AdminClient(router);
        await admin.StoreAsync("/admin/aliases/kept", "\"a/b\"");

        await Assert.ThrowsAsync<PostgresException>(() => AskAsync("update router.changes set changed_by = 'nobody' returning 'x'"));
        await Assert.ThrowsAsync<PostgresException>(() => AskAsync("delete from router.changes returning 'x'"));
    }

    [Fact]
    public async Task Refusal_OfADataClass_IsKept()
    {
        await using var router = Start(("Router:Providers:shut:BaseUrl", "http://127.0.0.1:9"), ("Router:Providers:shut:Models:0", "m"), ("Router:Providers:shut:DataClasses:0", "public"));
        using var client = router.CreateClient();

        using var response = await client.ChatAsync(RouterRequests.ForModel("shut/m"));

        var id = Assert.Single(response.Headers.GetValues("x-request-id"));
        await Deadline.UntilAsync(async () => await AskAsync("select concat_ws(' ', data_class, provider, model, is_refused) from router.data_class_refusals where request_id = '" + id + "'") == "internal shut shut/m t");
        await Assert.ThrowsAsync<PostgresException>(() => AskAsync("delete from router.data_class_refusals returning 'x'"));
    }

    [Fact]
    public async Task Refusal_OfPersonalData_IsKeptByItsKinds()
    {
        await using var router = Start(("Router:Providers:shut:BaseUrl", "http://127.0.0.1:9"), ("Router:Providers:shut:Models:0", "m"), ("Router:Providers:shut:DataClasses:0", "internal"));
        using var client = router.CreateClient();

        using var response = await client.ChatAsync(RouterRequests.ForModel("shut/m", """{"messages":[{"role":"user","content":"jane.doe@acme.example, +49 30 1234567"}]}"""));

        var id = Assert.Single(response.Headers.GetValues("x-request-id"));
        await Deadline.UntilAsync(async () => await AskAsync("select concat_ws(' ', data_class, provider, model, is_refused, found) from router.data_class_refusals where request_id = '" + id + "'") == "internal shut shut/m t e-mail address, phone number");
    }

    [Fact]
    public async Task Key_OfAnotherSecret_IsNotSentAndSaid()
    {
        await using var upstream = await FakeUpstream.StartAsync(Replies.Chat("42"), Token);
        await using var router = Start();
        await using var other = Start(("Router:Admin:SecretKey", "another-text-to-encrypt-keys-with"));
        using var admin = new AdminClient(router);
        using var stranger = new AdminClient(other);

        await admin.StoreAsync("/admin/providers/locked", $$"""{"baseUrl":"{{upstream.Endpoint}}","models":["large"],"apiKey":"sk-secret"}""");
        await Deadline.UntilAsync(async () => await IsKnownAsync(stranger, "locked/large"));
        using var answer = await stranger.Http.ChatAsync(RouterRequests.ForModel("locked/large"));

        Assert.False(upstream.Completions()[^1].Headers.ContainsKey("Authorization"));
        Assert.StartsWith("The stored key cannot be decrypted", (await stranger.GetAsync("/admin/providers/locked")).GetProperty("warnings")[0].GetString(), StringComparison.Ordinal);
    }

    private RouterHost Start(params (string Key, string? Value)[] settings) => AdminClient.Start([("ConnectionStrings:switchyard", postgres.Server.ConnectionString), .. settings]);

    private static async Task<long> VersionAsync(AdminClient client) => (await client.GetAsync("/admin")).GetProperty("version").GetInt64();

    private static async Task<bool> IsKnownAsync(AdminClient client, string model)
    {
        using var response = await client.Http.GetAsync("/v1/models/" + model, Token);
        return response.IsSuccessStatusCode;
    }

    private async Task<string?> AskAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(postgres.Server.ConnectionString);
        await connection.OpenAsync(Token);
        await using var command = new NpgsqlCommand(sql, connection);
        return (string?)await command.ExecuteScalarAsync(Token);
    }
}

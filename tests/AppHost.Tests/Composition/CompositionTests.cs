using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Aspire.Hosting.Testing;
using Npgsql;
using Switchyard.Contracts.Health;
using Switchyard.Contracts.OpenAI;

namespace Switchyard.AppHost.Tests.Composition;

public sealed class CompositionTests(WholeSystem system) : IClassFixture<WholeSystem>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("inference-0")]
    [InlineData("inference-1")]
    [InlineData("router")]
    [InlineData("worker")]
    [InlineData("agenthost")]
    [InlineData("web")]
    public async Task Service_OnceStarted_IsHealthy(string resource)
    {
        using var client = system.App.CreateHttpClient(resource);

        var health = await client.GetFromJsonAsync("/health", HealthJsonContext.Default.ServiceHealth, Token);

        Assert.Equal("Healthy", health!.Status);
    }

    [Theory]
    [InlineData("""{"body":{"messages":[{"role":"user","content":"What is the capital of France?"}]}}""", "Paris")]
    [InlineData("""{"url":"/v1/agents/assistant/runs","body":{"input":"What is 1234 times 5678?","user":"composed-job"}}""", "7006652")]
    public async Task Job_SubmittedAtTheRouter_IsDoneByTheWorker(string submission, string part)
    {
        using var client = system.App.CreateHttpClient("router");

        using var accepted = await client.PostAsync(new Uri("/v1/queue/submit", UriKind.Relative), new StringContent(submission, Encoding.UTF8, "application/json"), Token);
        var id = JsonElement.Parse(await accepted.Content.ReadAsStringAsync(Token)).GetProperty("id").GetString();
        var answer = await client.GetStringAsync(new Uri($"/v1/queue/result/{id}?wait=true&timeout=120", UriKind.Relative), Token);

        Assert.Contains(part, answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Router_KnowsEveryNode()
    {
        using var client = system.App.CreateHttpClient("router");

        var providers = await client.GetStringAsync(new Uri("/providers", UriKind.Relative), Token);

        Assert.Contains(system.App.GetEndpoint("inference-0").Authority, providers, StringComparison.Ordinal);
        Assert.Contains(system.App.GetEndpoint("inference-1").Authority, providers, StringComparison.Ordinal);
    }

    [Fact]
    public async Task RouterAdmin_OpensWithTheGeneratedKeyAndStoresInPostgres()
    {
        using var client = system.App.CreateHttpClient("router");
        client.DefaultRequestHeaders.Add("x-api-key", await File.ReadAllTextAsync(Path.Combine(system.Home, "secrets", "router-admin-key"), Token));

        using var response = await client.PutAsJsonAsync("/admin/aliases/composed", "local/pocket", Token);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("\"local/pocket\"", await AskAsync("SELECT value::text FROM router.settings WHERE id = 'composed'"));
    }

    [Fact]
    public async Task Model_AnswersThroughTheRouter()
    {
        using var client = system.App.CreateHttpClient("router");

        using var response = await client.PostAsJsonAsync("/v1/chat/completions", new { messages = new[] { new { role = "user", content = "Hello" } }, max_tokens = 8 }, Token);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        var completion = await response.Content.ReadFromJsonAsync(OpenAIJsonContext.Default.ChatCompletion, Token);
        Assert.InRange(completion!.Usage!.CompletionTokens, 1, 8);
    }

    [Fact]
    public async Task Agent_CallsAToolAndRecordsItInPostgres()
    {
        using var client = system.App.CreateHttpClient("agenthost");

        using var response = await client.PostAsJsonAsync("/v1/agents/assistant/runs", new { input = "What is 1234 times 5678?", user = "composition" }, Token);
        var events = await response.Content.ReadAsStringAsync(Token);

        Assert.Contains("event: run.completed", events, StringComparison.Ordinal);
        Assert.Equal("1", await AskAsync("SELECT count(*)::text FROM agents.run_events WHERE user_id = 'composition' AND type = 'tool.result'"));
    }

    [Fact]
    public async Task Services_UseARoleThatIsNoSuperuser()
    {
        Assert.Equal("switchyard false", await AskAsync("SELECT concat_ws(' ', rolname, rolsuper::text) FROM pg_roles WHERE rolname = current_user"));
    }

    [Fact]
    public async Task ConnectionString_OfTheCache_HasHostPortAndPassword()
    {
        Assert.Matches("^127\\.0\\.0\\.1:[0-9]+,password=[A-Za-z0-9]{32}$", await system.App.GetConnectionStringAsync("cache", Token));
    }

    private async Task<string?> AskAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(await system.App.GetConnectionStringAsync("switchyard", Token) + ";Pooling=false");
        await connection.OpenAsync(Token);
        await using var command = new NpgsqlCommand(sql, connection);
        return (string?)await command.ExecuteScalarAsync(Token);
    }
}

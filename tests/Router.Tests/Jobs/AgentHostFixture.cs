using System.Text.Json;
using Switchyard.Tests.Common.Databases;
using Switchyard.Tests.Common.Services;
using Switchyard.Tests.Common.Upstreams;
using Xunit;

namespace Switchyard.Router.Tests.Jobs;

/// <summary>A PostgreSQL, an AgentHost as a process of its own at a port that stays, and what stands for its models.</summary>
public sealed class AgentHostFixture : IAsyncLifetime
{
    public const string Url = "/v1/agents/assistant/runs";

    private readonly int _port = FreePort.Find();
    private ServiceProcess? _host;

    public PostgresServer Postgres { get; private set; } = null!;

    public FakeUpstream Models { get; private set; } = null!;

    public string Address => $"http://127.0.0.1:{_port}";

    public ServiceProcess Host => _host!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        Postgres = await PostgresServer.StartAsync(CancellationToken.None);
        Models = await FakeUpstream.StartAsync(Replies.Error(404, "Nothing here.", "not_found"), CancellationToken.None);
        await StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        await Models.DisposeAsync();
        await Postgres.DisposeAsync();
    }

    /// <summary>Has the model answer so, one answer for each question; what else it is asked it does not know.</summary>
    public void Script(params Microsoft.AspNetCore.Http.RequestDelegate[] answers)
    {
        var asked = 0;
        Models.Requests.Clear();
        Models.Handler = context => context.Request.Path == "/v1/chat/completions"
            ? answers[Math.Min(Interlocked.Increment(ref asked) - 1, answers.Length - 1)](context)
            : Replies.Error(404, "Nothing here.", "not_found")(context);
    }

    public int CountQuestions() => Models.Requests.Count(request => request.Path == "/v1/chat/completions");

    public async Task StartAsync() => _host = await ServiceProcess.StartAsync(
        "AgentHost",
        new Dictionary<string, string>
        {
            ["ConnectionStrings:switchyard"] = Postgres.ConnectionString,
            ["services:router:http:0"] = Models.Address,
            ["AgentHost:ModelRetryDelay"] = "00:00:00.010",
            ["AgentHost:Lease"] = "00:00:03",
            ["AgentHost:HeartbeatInterval"] = "00:00:00.500",
        },
        _port,
        CancellationToken.None);

    /// <summary>Ends the AgentHost as a crash would.</summary>
    public async Task KillAsync()
    {
        await Host.KillAsync();
        await StopAsync();
    }

    public async Task StopAsync()
    {
        if (_host is { } host)
        {
            _host = null;
            await host.DisposeAsync();
        }
    }

    /// <summary>Gets the runs of a user, the newest first, as the AgentHost shows them.</summary>
    public async Task<IReadOnlyList<JsonElement>> RunsOfAsync(string user) =>
        [.. JsonElement.Parse(await Host.Http.GetStringAsync($"/v1/runs?user={user}", Token)).GetProperty("data").EnumerateArray()];
}

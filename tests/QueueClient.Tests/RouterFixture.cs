using System.Text.Json;
using Switchyard.Contracts.Queue;
using Switchyard.MockUpstream;
using Switchyard.MockUpstream.Scenarios;
using Switchyard.QueueClient.Tests;
using Switchyard.Tests.Common.Services;

[assembly: AssemblyFixture(typeof(RouterFixture))]

namespace Switchyard.QueueClient.Tests;

/// <summary>A Router's own process without a database, which does the jobs itself, before a model provider. All test classes share it: each has queues of its own.</summary>
public sealed class RouterFixture : IAsyncLifetime
{
    /// <summary>How many jobs may wait in a queue.</summary>
    public const int MaxPending = 20;

    /// <summary>A model that never answers.</summary>
    public const string Silent = "silent";

    private MockServer _models = null!;
    private ServiceProcess _router = null!;

    public SwitchyardClient Client { get; private set; } = null!;

    public HttpClient Http => _router.Http;

    public string Address => _router.Address;

    public int Port => _router.Http.BaseAddress!.Port;

    /// <summary>Gets what the model was asked.</summary>
    public IEnumerable<string> Questions => _models.Requests.Select(static request => request.Body);

    public async ValueTask InitializeAsync()
    {
        _models = await MockServer.StartAsync(new MockServerOptions(), CancellationToken.None);
        _models.Put(Silent, Scenario.Parse("stall-headers"));
        _router = await ServiceProcess.StartAsync(
            "Router",
            new Dictionary<string, string>
            {
                ["Router:FindOllama"] = "false",
                ["Router:Providers:first:BaseUrl"] = $"{_models.Address}/v1",
                ["Router:Providers:first:Models:0"] = "m",
                ["Router:Providers:first:Models:1"] = Silent,
                ["Router:DefaultModel"] = "first/m",
                ["Router:Queue:MaxPending"] = $"{MaxPending}",
            },
            CancellationToken.None);
        Client = new SwitchyardClient(_router.Http);
    }

    public async ValueTask DisposeAsync()
    {
        await _router.DisposeAsync();
        await _models.DisposeAsync();
    }

    /// <summary>Makes a chat request.</summary>
    public static SubmitJobRequest Ask(string question, string model = "first/m") => new()
    {
        Body = JsonElement.Parse($$"""{"model":"{{model}}","messages":[{"role":"user","content":"{{question}}"}]}"""),
    };

    /// <summary>Makes a job that waits: no worker serves its queue.</summary>
    public static SubmitJobRequest Wait(string queue) => Ask("Go") with { Queue = queue };

    /// <summary>Makes a name that no other test has.</summary>
    public static string NewName() => $"q-{Guid.NewGuid():N}";
}

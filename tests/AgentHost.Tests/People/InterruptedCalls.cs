using System.Net;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Switchyard.Contracts.Agents;
using Switchyard.Tests.Common;
using Switchyard.Tests.Common.Services;
using Switchyard.Tests.Common.Upstreams;

namespace Switchyard.AgentHost.Tests.People;

/// <summary>A run of each of three users, who are called by what they will say of it. A webhook was being called in each when its host was killed; another host goes on with them.</summary>
internal sealed class InterruptedCalls : IAsyncDisposable
{
    public const string Webhook = "call_webhook";

    private static readonly TimeSpan s_longest = TimeSpan.FromSeconds(60);

    private readonly IReadOnlyList<string> _calls;
    private FakeUpstream? _hook;
    private FakeUpstream? _router;
    private ServiceProcess? _host;
    private int _posted;
    private int _asked;

    private InterruptedCalls(IReadOnlyList<string> calls) => _calls = calls;

    public static IReadOnlyList<string> Users { get; } = [ResolveOutcomes.Happened, ResolveOutcomes.DidNotHappen, ResolveOutcomes.End];

    /// <summary>Gets the host that goes on with the runs.</summary>
    public RunsClient Client => new(_host!.Http);

    /// <summary>Gets how often the webhook was called.</summary>
    public int Posted => Volatile.Read(ref _posted);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>Starts the runs and kills their host.</summary>
    /// <param name="stores">The stores.</param>
    /// <param name="agents">The agents by their names, in the order in which they are defined; the runs are the assistant's.</param>
    /// <param name="calls">The tools that are called in each run, one by the model's answer to the other's call, the webhook last.</param>
    public static async Task<InterruptedCalls> StartAsync(StoresFixture stores, IReadOnlyList<(string Agent, string Yaml)> agents, params IReadOnlyList<string> calls)
    {
        var interrupted = new InterruptedCalls(calls);
        interrupted._hook = await FakeUpstream.StartAsync(
            context => (Interlocked.Increment(ref interrupted._posted) <= Users.Count ? Replies.Hang(new TaskCompletionSource()) : Replies.Json("{}"))(context), Cancellation);
        interrupted._router = await FakeUpstream.StartAsync(context => interrupted.AnswerModel(context.Request.Path)(context), Cancellation);
        var settings = HostSettings.Create(stores, interrupted._router.Address);
        settings["AgentHost:Tools:AllowedNetworks:0"] = "127.0.0.0/8";
        interrupted._host = await ServiceProcess.StartAsync("AgentHost", settings, Cancellation);
        await using var first = await ServiceProcess.StartAsync("AgentHost", settings, Cancellation);
        await interrupted.StartRunsAsync(new RunsClient(first.Http), agents);
        await first.KillAsync();
        return interrupted;
    }

    /// <summary>What a user is asked of the call.</summary>
    public async Task<WaitingRequest> WaitAsync(string user)
    {
        await Deadline.WaitAsync(async () => (await Client.ListApprovalsAsync(user)).Count > 0, s_longest, "the call to be put to its user", Cancellation);
        return Assert.Single(await Client.ListApprovalsAsync(user));
    }

    /// <summary>Has the user say what became of the call, and follows the run to its end.</summary>
    public async Task<(IReadOnlyList<RunEvent> Events, RunDetail Run)> ResolveAsync(WaitingRequest request)
    {
        var result = request.User == ResolveOutcomes.Happened ? ",\"result\":\"delivered, says its owner\"" : "";
        using var resolved = await Client.PostAsync($"/v1/runs/{request.RunId}/resolve", $$"""{"key":"{{request.Key}}","outcome":"{{request.User}}"{{result}}}""");
        Assert.Equal(HttpStatusCode.Accepted, resolved.StatusCode);
        return (await Client.FollowAsync(request.RunId).ToListAsync(Cancellation), (await Client.GetAsync(request.RunId))!);
    }

    public async ValueTask DisposeAsync()
    {
        await _host!.DisposeAsync();
        await _router!.DisposeAsync();
        await _hook!.DisposeAsync();
    }

    // Each run asks it first for its calls; whoever goes on with one has made them.
    private RequestDelegate AnswerModel(string path)
    {
        if (path != "/v1/chat/completions")
        {
            return Replies.Error(404, "Nothing here.", "not_found");
        }

        var asked = Interlocked.Increment(ref _asked) - 1;
        if (asked >= Users.Count * _calls.Count)
        {
            return Replies.Stream("Told them.");
        }

        var call = _calls[asked % _calls.Count];
        var arguments = call == Webhook ? new Dictionary<string, string> { ["url"] = $"{_hook!.Address}/done", ["json"] = "{}" } : new Dictionary<string, string> { ["task"] = "Tell them" };
        return Replies.StreamCall(call, JsonSerializer.Serialize(arguments));
    }

    private async Task StartRunsAsync(RunsClient client, IReadOnlyList<(string Agent, string Yaml)> agents)
    {
        foreach (var (agent, yaml) in agents)
        {
            using var defined = await client.DefineAsync(agent, yaml);
            Assert.True(defined.IsSuccessStatusCode, await defined.Content.ReadAsStringAsync(Cancellation));
        }

        foreach (var (started, user) in Users.Index())
        {
            await using var events = client.StartAsync("Tell them", user).GetAsyncEnumerator(Cancellation);
            Assert.True(await events.MoveNextAsync());
            await Deadline.WaitAsync(() => Task.FromResult(Posted > started), s_longest, "the webhook to be called", Cancellation);
        }
    }
}

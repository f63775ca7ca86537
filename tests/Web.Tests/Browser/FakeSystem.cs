using System.Collections.Concurrent;
using Microsoft.AspNetCore.Http;
using Switchyard.Tests.Common.Upstreams;
using Switchyard.Web.Tests.Support;

namespace Switchyard.Web.Tests.Browser;

/// <summary>The dashboard against services that answer what a test says, over the true wire: for states the real ones are seldom in.</summary>
internal sealed class FakeSystem : IAsyncDisposable
{
    private readonly FakeUpstream _router;
    private readonly FakeUpstream _agents;

    private FakeSystem(FakeUpstream router, FakeUpstream agents, IReadOnlyDictionary<string, string> settings)
    {
        _router = router;
        _agents = agents;
        Services = new Dictionary<string, string> { ["router"] = router.Address, ["agenthost"] = agents.Address };
        Web = WebHost.Start(Services, settings);
    }

    public WebHost Web { get; }

    /// <summary>Gets the addresses of both services by name.</summary>
    public IReadOnlyDictionary<string, string> Services { get; }

    /// <summary>Gets what the router was sent, oldest first.</summary>
    public IEnumerable<RecordedRequest> RouterRequests => _router.Requests;

    /// <summary>Gets what the agent host was sent, oldest first.</summary>
    public IEnumerable<RecordedRequest> AgentRequests => _agents.Requests;

    /// <summary>Gets the answers of both services by path; what is not there is 404.</summary>
    public ConcurrentDictionary<string, RequestDelegate> Answers { get; } = new(Usual(), StringComparer.Ordinal);

    /// <summary>Has the services answer as at first, and forgets what they were sent.</summary>
    public void Reset()
    {
        Answers.Clear();
        foreach (var (path, answer) in Usual())
        {
            Answers[path] = answer;
        }

        _router.Requests.Clear();
        _agents.Requests.Clear();
    }

    public static Task<FakeSystem> StartAsync(CancellationToken cancellationToken) => StartAsync(new Dictionary<string, string>(), cancellationToken);

    /// <summary>Starts with settings of the dashboard.</summary>
    public static async Task<FakeSystem> StartAsync(IReadOnlyDictionary<string, string> settings, CancellationToken cancellationToken)
    {
        var notYet = Replies.Json("{}", 404);
        var router = await FakeUpstream.StartAsync(notYet, cancellationToken);
        var agents = await FakeUpstream.StartAsync(notYet, cancellationToken);
        var system = new FakeSystem(router, agents, settings);
        router.Handler = agents.Handler = system.AnswerAsync;
        return system;
    }

    public async ValueTask DisposeAsync()
    {
        await Web.DisposeAsync();
        await _router.DisposeAsync();
        await _agents.DisposeAsync();
    }

    private Task AnswerAsync(HttpContext context)
        => Answers.TryGetValue(context.Request.Path.Value!, out var answer) ? answer(context) : Replies.Json("""{"detail":"There is no such thing."}""", 404)(context);

    private static Dictionary<string, RequestDelegate> Usual() => new()
    {
        ["/v1/models"] = Replies.Json(Samples.Models),
        ["/providers"] = Replies.Json(Samples.Providers),
        ["/v1/agents"] = Replies.Json(Samples.Agents),
        ["/v1/agents/templates"] = Replies.Json("""{"data":[]}"""),
        ["/v1/requests"] = Replies.Json("""{"data":[]}"""),
        ["/v1/runs"] = Replies.Json("""{"data":[]}"""),
        ["/v1/approvals"] = Replies.Json("""{"data":[]}"""),
        ["/v1/sessions"] = Replies.Json("""{"data":[]}"""),
        ["/v1/queue/jobs"] = Replies.Json(JobSamples.None),
        ["/v1/queue/depths"] = Replies.Json("""{"object":"list","data":[]}"""),
        ["/v1/batches"] = Replies.Json(BatchSamples.None),
        ["/v1/queue/workers"] = Replies.Json(JobSamples.Workers),
        ["/health"] = Replies.Json(Samples.Health),
        ["/metrics"] = Replies.Json(Samples.Metrics),
    };
}

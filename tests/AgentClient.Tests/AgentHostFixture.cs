using Microsoft.AspNetCore.Http;
using Switchyard.Tests.Common.Upstreams;

namespace Switchyard.AgentClient.Tests;

/// <summary>Stands for an AgentHost: answers by method, path and query, and refuses what it does not know.</summary>
internal sealed class AgentHostFixture : IAsyncDisposable
{
    private readonly FakeUpstream _host;
    private readonly HttpClient _http;

    private AgentHostFixture(FakeUpstream host)
    {
        _host = host;
        _http = new HttpClient { BaseAddress = new Uri(host.Address), Timeout = Timeout.InfiniteTimeSpan };
        Api = new AgentHostApi(_http, TimeProvider.System);
    }

    public AgentHostApi Api { get; }

    public IEnumerable<RecordedRequest> Requests => _host.Requests;

    public RecordedRequest Only => Assert.Single(_host.Requests);

    public static async Task<AgentHostFixture> StartAsync(params (string Route, RequestDelegate Answer)[] routes) => new(await FakeUpstream.StartAsync(
        context => routes.FirstOrDefault(route => route.Route == $"{context.Request.Method} {context.Request.Path}{context.Request.QueryString}").Answer is { } answer
            ? answer(context)
            : Replies.Json($$"""{"title":"not_found","detail":"There is no {{context.Request.Method}} {{context.Request.Path}}{{context.Request.QueryString}}."}""", 404)(context),
        TestContext.Current.CancellationToken));

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _host.DisposeAsync();
    }
}

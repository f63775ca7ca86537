using System.Net.ServerSentEvents;
using System.Text.Json;
using Switchyard.Tests.Common.Models;
using Switchyard.Tests.Common.Services;
using Xunit;

namespace Switchyard.Router.Tests.Failover;

/// <summary>Two real nodes, one of which is killed while it generates: row F59 of the faults.</summary>
public sealed class KilledNodeTests : IAsyncLifetime
{
    // Seconds of work: a node that is looked for while it has it is found, and killed, long before its end.
    private const string Long = """{"model":"pocket","n":12,"max_tokens":900,"temperature":0,"messages":[{"role":"user","content":"Go on."}]}""";
    private const string Short = """{"model":"pocket","max_tokens":5,"messages":[{"role":"user","content":"Go on."}]}""";

    private readonly ModelFolderCopy _model = ModelFolderCopy.WithoutEnd();
    private readonly List<ServiceProcess> _nodes = [];
    private RouterHost _router = null!;
    private HttpClient _client = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _model.Write("switchyard.json", """{"name":"pocket"}""");
        for (var i = 0; i < 2; i++)
        {
            _nodes.Add(await ServiceProcess.StartAsync("InferenceNode", new Dictionary<string, string> { ["Models:Folders:0"] = _model.Path }, Token));
        }

        foreach (var node in _nodes)
        {
            await Deadline.UntilAsync(async () => (await node.Http.GetAsync("/health", Token)).IsSuccessStatusCode);
            Assert.Equal(0, await CountRunningAsync(node));
        }

        _router = RouterHost.StartWithNodes(_nodes[0].Address, _nodes[1].Address);
        _client = _router.CreateClient();
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _router.DisposeAsync();
        foreach (var node in _nodes)
        {
            await node.DisposeAsync();
        }

        _model.Dispose();
    }

    [Fact]
    public async Task Chat_NodeKilledBeforeTheFirstByte_OtherOneAnswers()
    {
        var answer = _client.ChatAsync(Long);
        var busy = await FindBusyAsync();
        await busy.KillAsync();

        using var response = await answer;

        Assert.True(response.IsSuccessStatusCode, await ExplainAsync(response));
        Assert.Equal("2", response.Headers.GetValues("x-switchyard-attempts").Single());
        Assert.Equal(12 * 900, JsonElement.Parse(await response.TextAsync()).GetProperty("usage").GetProperty("completion_tokens").GetInt32());
    }

    [Fact]
    public async Task Stream_NodeKilledAfterTheFirstByte_EndsWithOneErrorAndNoDone()
    {
        using var response = await _client.StreamAsync(Long.Insert(1, "\"stream\":true,"));
        Assert.True(response.IsSuccessStatusCode, await ExplainAsync(response));
        var events = new List<string>();
        await foreach (var item in SseParser.Create(await response.Content.ReadAsStreamAsync(Token)).EnumerateAsync(Token))
        {
            events.Add(item.Data);
            if (events.Count == 3)
            {
                await (await FindBusyAsync()).KillAsync();
            }
        }

        Assert.DoesNotContain("[DONE]", events);
        Assert.Single(events, data => data.StartsWith("{\"error\"", StringComparison.Ordinal));
        Assert.Equal("upstream_stream_interrupted", JsonElement.Parse(events[^1]).GetProperty("error").GetProperty("code").GetString());
        using var next = await _client.ChatAsync(Short);
        Assert.Equal(200, (int)next.StatusCode);
    }

    // An answer that is none says why in its body; one that streams is not read.
    private static async Task<string> ExplainAsync(HttpResponseMessage response) =>
        response.IsSuccessStatusCode ? "" : $"{(int)response.StatusCode}: {await response.TextAsync()}";

    private static async Task<int> CountRunningAsync(ServiceProcess node) =>
        JsonElement.Parse(await node.Http.GetStringAsync("/admin/models", Token)).GetProperty("data")[0].GetProperty("running").GetInt32();

    private async Task<ServiceProcess> FindBusyAsync()
    {
        ServiceProcess? busy = null;
        await Deadline.UntilAsync(async () =>
        {
            foreach (var node in _nodes)
            {
                busy = await CountRunningAsync(node) > 0 ? node : busy;
            }

            return busy is not null;
        });
        return busy!;
    }
}

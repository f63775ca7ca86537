using System.Collections.Concurrent;
using System.Net;
using System.Text.Json.Nodes;
using Switchyard.Inference.Scheduling;
using Switchyard.Tests.Common;
using Switchyard.Tests.Common.Models;

namespace Switchyard.InferenceNode.Tests.Endpoints;

public sealed class LifetimeTests : IDisposable
{
    private readonly ModelFolderCopy _endless = ModelFolderCopy.WithoutEnd();

    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(60);

    [Theory]
    [InlineData("/v1/chat/completions", Requests.Endless, 1, 1)]
    [InlineData("/v1/completions", Requests.EndlessText, 1, 1)]
    [InlineData("/v1/chat/completions", """{"stream":true,"n":6,"messages":[{"role":"user","content":"Go on."}]}""", 4, 6)]
    [InlineData("/v1/completions", """{"ignore_eos":true,"n":3,"max_tokens":900,"prompt":["Go on.","Stay."]}""", 4, 6)]
    [InlineData("/v1/chat/completions", """{"stream":true,"guided_regex":"[ab]+","ignore_eos":true,"messages":[{"role":"user","content":"Go on."}]}""", 1, 1)]
    public async Task Disconnect_WhileGenerating_FreesTheSlots(string path, string request, int running, int generations)
    {
        await using var node = await StartAsync(("Models:Slots", "4"));
        var ends = new FinishRecorder();
        node.Engine.Observer = ends;
        using var cancellation = new CancellationTokenSource();
        using var content = new StringContent(request, System.Text.Encoding.UTF8, "application/json");
        using var message = new HttpRequestMessage(HttpMethod.Post, new Uri(path, UriKind.Relative)) { Content = content };
        using var client = CreateImpatient(node);
        var sending = client.SendAsync(message, HttpCompletionOption.ResponseHeadersRead, cancellation.Token);
        await WaitForRunningAsync(node, running);

        await cancellation.CancelAsync();

        // A stream's headers may have come before the cancellation: then it is the response that has to be given up.
        await Record.ExceptionAsync(async () => (await sending).Dispose());
        await node.WaitForIdleAsync();
        Assert.Equal(0, node.Engine.Running);

        // The model has no end of text, and none came to its limit: nothing but the disconnect can have ended them.
        Assert.Equal(Enumerable.Repeat<FinishReason?>(FinishReason.Cancelled, generations), ends.Reasons);
        Assert.NotNull(await node.PostJsonAsync("/v1/chat/completions", Requests.With(Requests.Capital, "\"max_tokens\":3")));
    }

    [Fact]
    public async Task Post_MoreThanSlotsAndQueue_Is503WithRetryAfter()
    {
        await using var node = await StartAsync(("Models:Slots", "1"), ("Models:MaxQueueLength", "1"));
        using var cancellation = new CancellationTokenSource();
        var first = SendAsync(node, cancellation.Token);
        await WaitForRunningAsync(node, 1);
        var second = SendAsync(node, cancellation.Token);
        await Deadline.WaitAsync(() => Task.FromResult(node.Engine.Waiting == 1), s_limit, "the queue", TestContext.Current.CancellationToken);

        using var response = await node.PostAsync("/v1/chat/completions", Requests.Capital);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, response.StatusCode);
        Assert.Equal(TimeSpan.FromSeconds(1), response.Headers.RetryAfter?.Delta);
        Assert.Contains("service_unavailable", await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        await cancellation.CancelAsync();
        await Task.WhenAll(first, second);
        await node.WaitForIdleAsync();
    }

    [Fact]
    public async Task Post_MoreChoicesThanThereIsRoomFor_StartsNone()
    {
        await using var node = await StartAsync(("Models:Slots", "1"), ("Models:MaxQueueLength", "2"));

        using var response = await node.PostAsync("/v1/chat/completions", Requests.With(Requests.Endless, "\"n\":9"));

        Assert.Equal(HttpStatusCode.ServiceUnavailable, response.StatusCode);
        Assert.NotNull(response.Headers.RetryAfter?.Delta);
        await node.WaitForIdleAsync();
    }

    [Fact]
    public async Task Stop_WhileStreamingChoices_EndsTheStreamWithOneErrorEvent()
    {
        await using var node = await StartAsync();
        using var content = new StringContent(Requests.With(Requests.Endless, "\"n\":3"), System.Text.Encoding.UTF8, "application/json");
        using var message = new HttpRequestMessage(HttpMethod.Post, new Uri("/v1/chat/completions", UriKind.Relative)) { Content = content };
        using var response = await node.Client.SendAsync(message, HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);

        await node.Engine.DisposeAsync();

        var events = (await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).Split("\n\n", StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal([events.Length - 1], events.Index().Where(item => item.Item.Contains("\"error\"", StringComparison.Ordinal)).Select(item => item.Index));
        Assert.DoesNotContain("data: [DONE]", events);
    }

    [Fact]
    public async Task Stop_WhileStreaming_EndsTheStreamWithOneErrorEvent()
    {
        await using var node = await StartAsync();
        using var content = new StringContent(Requests.Endless, System.Text.Encoding.UTF8, "application/json");
        using var message = new HttpRequestMessage(HttpMethod.Post, new Uri("/v1/chat/completions", UriKind.Relative)) { Content = content };
        using var response = await node.Client.SendAsync(message, HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);

        await node.Engine.DisposeAsync();

        var events = (await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).Split("\n\n", StringSplitOptions.RemoveEmptyEntries);
        var error = JsonNode.Parse(events[^1]["data: ".Length..])!["error"]!;
        Assert.Equal(("service_unavailable", "The server is stopping."), ((string?)error["code"], (string?)error["message"]));
        Assert.Equal(1, events.Count(data => data.Contains("\"error\"", StringComparison.Ordinal)));
        using var refused = await node.PostAsync("/v1/chat/completions", Requests.Capital);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, refused.StatusCode);
    }

    public void Dispose() => _endless.Dispose();

    private sealed class FinishRecorder : IEngineObserver
    {
        public ConcurrentQueue<FinishReason?> Reasons { get; } = [];

        public void OnFirstToken(TimeSpan elapsed)
        {
        }

        public void OnNextToken(TimeSpan elapsed)
        {
        }

        public void OnTurn(int tokens)
        {
        }

        public void OnFinished(in GenerationSummary summary) => Reasons.Enqueue(summary.FinishReason);
    }

    private async Task<NodeApplication> StartAsync(params (string Key, string Value)[] settings)
    {
        var node = new NodeApplication([("Models:Folders:0", _endless.Path), .. settings]);
        await node.InitializeAsync();
        return node;
    }

    // Closes the connection of a response that is given up at once, instead of reading on for a while so that it can be used again.
    private static HttpClient CreateImpatient(NodeApplication node)
    {
        var handler = new SocketsHttpHandler { MaxResponseDrainSize = 0, ResponseDrainTimeout = TimeSpan.Zero };
        return new HttpClient(handler) { BaseAddress = node.Client.BaseAddress };
    }

    private static Task WaitForRunningAsync(NodeApplication node, int count) =>
        Deadline.WaitAsync(() => Task.FromResult(node.Engine.Running == count), s_limit, "a running request", TestContext.Current.CancellationToken);

    private static async Task SendAsync(NodeApplication node, CancellationToken cancellationToken)
    {
        using var content = new StringContent(Requests.Endless, System.Text.Encoding.UTF8, "application/json");
        await Record.ExceptionAsync(async () =>
        {
            using var response = await node.Client.PostAsync(new Uri("/v1/chat/completions", UriKind.Relative), content, cancellationToken);
        });
    }
}

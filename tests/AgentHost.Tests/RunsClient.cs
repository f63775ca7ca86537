using System.Net.Http.Json;
using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using Switchyard.Contracts.Agents;

namespace Switchyard.AgentHost.Tests;

/// <summary>Calls the service as its clients do.</summary>
internal sealed class RunsClient(HttpClient http)
{
    public HttpClient Http { get; } = http;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async Task<List<RunEvent>> RunAsync(string input, string? user = null, string? conversation = null, string? model = null) =>
        await StartAsync(input, user, conversation, model).ToListAsync(Cancellation);

    public async IAsyncEnumerable<RunEvent> StartAsync(string input, string? user = null, string? conversation = null, string? model = null)
    {
        var body = new StartRunRequest { Input = input, User = user, Conversation = conversation, Model = model };
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/agents/assistant/runs") { Content = JsonContent.Create(body, AgentsJsonContext.Default.StartRunRequest) };
        await foreach (var runEvent in SendAsync(request))
        {
            yield return runEvent;
        }
    }

    public IAsyncEnumerable<RunEvent> FollowAsync(string id, long? after = null)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, $"/v1/runs/{id}/events");
        if (after is { } sequence)
        {
            request.Headers.Add("Last-Event-ID", $"{sequence}");
        }

        return SendAsync(request);
    }

    /// <summary>Defines an agent; the answer is for the caller to look at.</summary>
    public Task<HttpResponseMessage> DefineAsync(string agent, string yaml) =>
        Http.PutAsync($"/v1/agents/{agent}", new StringContent(yaml, Encoding.UTF8, "application/yaml"), Cancellation);

    /// <summary>Starts a run and returns it when it has ended or waits.</summary>
    public async Task<RunDetail> RestAsync(string agent, string body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/v1/agents/{agent}/runs") { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        request.Headers.Accept.ParseAdd("application/json");
        using var response = await Http.SendAsync(request, Cancellation);
        Assert.True(response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync(Cancellation));
        return (await response.Content.ReadFromJsonAsync(AgentsJsonContext.Default.RunDetail, Cancellation))!;
    }

    public async Task<IReadOnlyList<WaitingRequest>> ListApprovalsAsync(string user) =>
        (await Http.GetFromJsonAsync($"/v1/approvals?user={user}", AgentsJsonContext.Default.ApprovalList, Cancellation))!.Data;

    public Task<HttpResponseMessage> AnswerAsync(string id, string key, string answer, string query = "") =>
        Http.PostAsync($"/v1/runs/{id}/answer{query}", JsonContent.Create(new AnswerRequest { Key = key, Answer = answer }, AgentsJsonContext.Default.AnswerRequest), Cancellation);

    public Task<RunDetail?> GetAsync(string id) => Http.GetFromJsonAsync($"/v1/runs/{id}", AgentsJsonContext.Default.RunDetail, Cancellation);

    public Task<RunList?> ListAsync(string query) => Http.GetFromJsonAsync($"/v1/runs?{query}", AgentsJsonContext.Default.RunList, Cancellation);

    public Task<HttpResponseMessage> CancelAsync(string id) => Http.PostAsync($"/v1/runs/{id}/cancel", null, Cancellation);

    public Task<HttpResponseMessage> PostAsync(string path, string body) =>
        Http.PostAsync(path, new StringContent(body, Encoding.UTF8, "application/json"), Cancellation);

    /// <summary>Asks for a run under a key; the answer is its events, or the finished run where <paramref name="accept"/> is JSON.</summary>
    public Task<HttpResponseMessage> StartUnderAsync(string key, string body, string accept = "text/event-stream")
    {
        var request = new HttpRequestMessage(HttpMethod.Post, "/v1/agents/assistant/runs") { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        request.Headers.TryAddWithoutValidation("Idempotency-Key", key);
        request.Headers.Accept.ParseAdd(accept);
        return Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Cancellation);
    }

    private async IAsyncEnumerable<RunEvent> SendAsync(HttpRequestMessage request, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        using var response = await Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        Assert.True(response.IsSuccessStatusCode, $"{response.StatusCode}: {(response.IsSuccessStatusCode ? "" : await response.Content.ReadAsStringAsync(cancellationToken))}");
        Assert.Equal("text/event-stream", response.Content.Headers.ContentType?.MediaType);
        await using var stream = await response.Content.ReadAsStreamAsync(cancellationToken);
        await foreach (var item in SseParser.Create(stream).EnumerateAsync(cancellationToken))
        {
            var runEvent = JsonSerializer.Deserialize(item.Data, AgentsJsonContext.Default.RunEvent)!;
            Assert.Equal(item.EventType, runEvent.Type);
            Assert.Equal(item.EventId, $"{runEvent.Sequence}");
            yield return runEvent;
        }
    }
}

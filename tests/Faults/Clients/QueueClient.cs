using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Switchyard.Faults.Histories;
using Switchyard.Faults.Workers;

namespace Switchyard.Faults.Clients;

/// <summary>A client of the queue: it asks the Routers in turn, asks again under the same key until it has an answer, and writes down what it was told.</summary>
internal sealed class QueueClient(string name, IReadOnlyList<int> ports, HistoryWriter history) : IDisposable
{
    private static readonly string[] s_priorities = ["low", "normal", "high", "urgent"];
    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(200);

    private readonly HttpClient _http = new() { Timeout = TimeSpan.FromSeconds(15) };
    private int _turn;

    /// <summary>Submits a job until that is acknowledged, and returns its id; <see langword="null"/> where the client was told to stop before.</summary>
    public async Task<Guid?> SubmitAsync(JobPlan plan, int priority, CancellationToken stop) => await SubmitAsync(plan.Key, plan.ToBody(), priority, stop);

    /// <summary>Submits a job with any body until that is acknowledged.</summary>
    public async Task<Guid?> SubmitAsync(string key, JsonElement body, int priority, CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            if (await TrySubmitAsync(key, body, priority, CancellationToken.None) is { } id)
            {
                return id;
            }

            await Task.Delay(s_pause, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        return null;
    }

    /// <summary>Cancels a job, if it has not ended and a Router answers.</summary>
    public async Task CancelAsync(Guid id)
    {
        var answer = await TrySendAsync(HttpMethod.Delete, $"/v1/queue/cancel/{id}", body: null, CancellationToken.None);
        if (answer is { Status: HttpStatusCode.OK })
        {
            history.Append(new HistoryLine(Happening.Cancelled, name) { Job = id });
        }
    }

    /// <summary>Gets where a job stands; <see langword="null"/> where no Router says.</summary>
    public async Task<string?> FindStatusAsync(Guid id, CancellationToken cancellationToken) =>
        await TrySendAsync(HttpMethod.Get, $"/v1/queue/status/{id}", body: null, cancellationToken) is { Status: HttpStatusCode.OK } answer ? answer.Body.GetProperty("status").GetString() : null;

    public void Dispose() => _http.Dispose();

    private async Task<Guid?> TrySubmitAsync(string key, JsonElement body, int priority, CancellationToken cancellationToken)
    {
        history.Append(new HistoryLine(Happening.Submitting, name) { Key = key });
        var submission = new { url = "/v1/chat/completions", priority = s_priorities[priority], idempotency_key = key, time_limit_seconds = 120, body };
        var answer = await TrySendAsync(HttpMethod.Post, "/v1/queue/submit", submission, cancellationToken);
        switch (answer)
        {
            case null:
                history.Append(new HistoryLine(Happening.Unanswered, name) { Key = key });
                return null;
            case { Status: HttpStatusCode.Accepted }:
                var id = answer.Value.Body.GetProperty("id").GetGuid();
                history.Append(new HistoryLine(Happening.Acknowledged, name) { Key = key, Job = id, Priority = priority });
                return id;
            default:
                history.Append(new HistoryLine(Happening.Refused, name) { Key = key, Detail = $"{(int)answer.Value.Status}" });
                return null;
        }
    }

    private async Task<(HttpStatusCode Status, JsonElement Body)?> TrySendAsync(HttpMethod method, string path, object? body, CancellationToken cancellationToken)
    {
        var port = ports[(int)((uint)Interlocked.Increment(ref _turn) % ports.Count)];
        using var request = new HttpRequestMessage(method, $"http://127.0.0.1:{port}{path}") { Content = body is null ? null : JsonContent.Create(body) };
        try
        {
            using var answer = await _http.SendAsync(request, cancellationToken);
            return (answer.StatusCode, await answer.Content.ReadFromJsonAsync<JsonElement>(cancellationToken));
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException or JsonException || (exception is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            // Nobody answered, or the answer broke off: whether it happened is not known.
            return null;
        }
    }
}

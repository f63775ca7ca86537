using System.Net;
using System.Net.ServerSentEvents;
using System.Text;
using System.Text.Json;
using Xunit;

namespace Switchyard.Router.Tests.Jobs;

/// <summary>A caller of the job queue.</summary>
internal sealed class JobClient(HttpClient http)
{
    public const string Question = """{"model":"first/m","messages":[{"role":"user","content":"Go"}]}""";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public HttpClient Http => http;

    public Task<HttpResponseMessage> PostAsync(string submission, string? key = null)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, "/v1/queue/submit") { Content = new StringContent(submission, Encoding.UTF8, "application/json") };
        if (key is not null)
        {
            request.Headers.TryAddWithoutValidation("Idempotency-Key", key);
        }

        return http.SendAsync(request, Token);
    }

    /// <summary>Submits a request and returns the job's id.</summary>
    public async Task<string> SubmitAsync(string body = Question, string more = "")
    {
        using var answer = await PostAsync($$"""{"body":{{body}}{{more}}}""");
        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        return JsonElement.Parse(await answer.Content.ReadAsStringAsync(Token)).GetProperty("id").GetString()!;
    }

    public async Task<JsonElement> StatusAsync(string id) => JsonElement.Parse(await http.GetStringAsync($"/v1/queue/status/{id}", Token));

    public async Task<string> StateAsync(string id) => (await StatusAsync(id)).GetProperty("status").GetString()!;

    public Task<HttpResponseMessage> ResultAsync(string id) => http.GetAsync($"/v1/queue/result/{id}?wait=true&timeout=60", Token);

    public Task<HttpResponseMessage> CancelAsync(string id) => http.DeleteAsync($"/v1/queue/cancel/{id}", Token);

    /// <summary>Follows a job to its last event, or until <paramref name="until"/> holds.</summary>
    public async Task<List<(long Id, string Type, JsonElement Data)>> FollowAsync(string id, long after = 0, Func<string, bool>? until = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/v1/queue/stream/{id}");
        request.Headers.TryAddWithoutValidation("Last-Event-ID", $"{after}");
        using var answer = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Token);
        Assert.Equal("text/event-stream", answer.Content.Headers.ContentType?.MediaType);
        List<(long Id, string Type, JsonElement Data)> events = [];
        await using var stream = await answer.Content.ReadAsStreamAsync(Token);
        await foreach (var item in SseParser.Create(stream).EnumerateAsync(Token))
        {
            events.Add((long.Parse(item.EventId!), item.EventType, JsonElement.Parse(item.Data)));
            if (until?.Invoke(item.EventType) is true)
            {
                break;
            }
        }

        return events;
    }

    /// <summary>Gets the text that the content events of a chat completion say.</summary>
    public static string TextOf(IEnumerable<(long Id, string Type, JsonElement Data)> events) => string.Concat(events.Where(item => item.Type == "content")
        .SelectMany(item => item.Data.GetProperty("data").GetProperty("choices").EnumerateArray())
        .Select(choice => choice.GetProperty("delta").TryGetProperty("content", out var content) ? content.GetString() : null));
}

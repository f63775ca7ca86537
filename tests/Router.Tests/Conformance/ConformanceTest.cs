using System.Net.ServerSentEvents;
using System.Text;
using System.Text.Json;
using Switchyard.MockUpstream.Scenarios;
using Xunit;

namespace Switchyard.Router.Tests.Conformance;

/// <summary>How the facts ask and read.</summary>
public abstract class ConformanceTest(ConformanceFixture fixture) : IClassFixture<ConformanceFixture>
{
    protected const string Tool = """{"type":"function","function":{"name":"weather","description":"The weather.","parameters":{"type":"object","properties":{"city":{"type":"string"}},"required":["city"]}}}""";

    private protected ConformanceFixture Fixture => fixture;

    private protected static CancellationToken Token => TestContext.Current.CancellationToken;

    public static TheoryData<string> Providers => [.. ConformanceProvider.All.Select(provider => provider.Id)];

    private protected static ConformanceProvider Provider(string id) => ConformanceProvider.All.Single(provider => provider.Id == id);

    /// <summary>A chat completion's body.</summary>
    private protected static string Chat(string provider, bool stream = false, string more = "", string messages = """[{"role":"user","content":"Hi"}]""") =>
        $$"""{"model":"{{provider}}/mock-large","messages":{{messages}},"stream":{{(stream ? "true" : "false")}}{{more}}}""";

    private protected Task<HttpResponseMessage> PostAsync(string path, string body, CancellationToken cancellationToken) =>
        fixture.Client.SendAsync(RouterRequests.Post(path, Encoding.UTF8.GetBytes(body)), HttpCompletionOption.ResponseHeadersRead, cancellationToken);

    /// <summary>Answers one request with <paramref name="scenario"/> and reads the answer, which must be one.</summary>
    private protected async Task<JsonElement> AskAsync(string body, Scenario scenario, string path = "/v1/chat/completions")
    {
        fixture.Answer(scenario);
        using var response = await PostAsync(path, body, Token);
        var text = await response.TextAsync();
        Assert.True(response.IsSuccessStatusCode, text);
        return JsonElement.Parse(text);
    }

    /// <summary>Answers one request with <paramref name="scenario"/> and reads the events of the stream.</summary>
    private protected async Task<List<string>> StreamAsync(string body, Scenario scenario, string path = "/v1/chat/completions")
    {
        fixture.Answer(scenario);
        using var response = await PostAsync(path, body, Token);
        Assert.True(response.IsSuccessStatusCode, await (response.IsSuccessStatusCode ? Task.FromResult("") : response.TextAsync()));
        Assert.Equal("text/event-stream", response.Content.Headers.ContentType?.MediaType);
        List<string> events = [];
        await foreach (var item in SseParser.Create(await response.Content.ReadAsStreamAsync(Token)).EnumerateAsync(Token))
        {
            events.Add(item.Data);
        }

        return events;
    }

    /// <summary>Joins a member of all deltas of a chat stream.</summary>
    private protected static string Deltas(IEnumerable<string> events, string member = "content") => string.Concat(
        Choices(events).Select(choice => choice.GetProperty("delta").TryGetProperty(member, out var text) && text.ValueKind == JsonValueKind.String ? text.GetString() : ""));

    private protected static IEnumerable<JsonElement> Choices(IEnumerable<string> events) =>
        events.Where(data => data != "[DONE]").Select(data => JsonElement.Parse(data)).Where(chunk => chunk.TryGetProperty("choices", out _)).SelectMany(chunk => chunk.GetProperty("choices").EnumerateArray());

    private protected static string? FinishOf(IEnumerable<string> events) => Choices(events).Select(choice => choice.GetProperty("finish_reason").GetString()).Last(reason => reason is not null);

    /// <summary>Gets what the router remembers of the last request, once it is over.</summary>
    private protected async Task<JsonElement> LastAttemptAsync()
    {
        JsonElement request = default;
        await Switchyard.Tests.Common.Deadline.WaitAsync(
            async () =>
            {
                request = JsonElement.Parse(await fixture.Client.GetStringAsync("/v1/requests?limit=1", Token)).GetProperty("data")[0];
                return request.TryGetProperty("outcome", out var outcome) && outcome.ValueKind == JsonValueKind.String;
            },
            TimeSpan.FromSeconds(10), "the request to end", Token);
        return request.GetProperty("attempts").EnumerateArray().Last();
    }
}

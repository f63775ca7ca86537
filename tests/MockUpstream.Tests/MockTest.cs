using System.Text.Json;
using Switchyard.MockUpstream.Scenarios;

namespace Switchyard.MockUpstream.Tests;

/// <summary>A mock of its own, and how each dialect is asked.</summary>
public abstract class MockTest : IAsyncLifetime
{
    protected const string Chat = "/v1/chat/completions";
    protected const string Messages = "/v1/messages";
    protected const string Gemini = "/v1beta/models/m:streamGenerateContent?alt=sse";
    protected const string Ollama = "/api/chat";

    protected MockServer Server { get; private set; } = null!;

    protected HttpClient Http { get; private set; } = null!;

    protected virtual MockServerOptions Options => new() { Default = new Scenario { Pieces = ["A", " ö", " C"] } };

    protected static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        Server = await MockServer.StartAsync(Options, Token);
        Http = new HttpClient { BaseAddress = new Uri(Server.Address) };
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await Server.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    protected static string ChatBody(string model = "m", bool stream = true, string more = "") =>
        $$"""{"model":"{{model}}","messages":[{"role":"user","content":"Hi"}],"stream":{{(stream ? "true" : "false")}}{{more}}}""";

    protected static string MessagesBody(string model = "m", bool stream = true, string more = "") => ChatBody(model, stream, ",\"max_tokens\":100" + more);

    private protected Task<RawResponse> ChatAsync(string model, bool stream = true, string more = "") =>
        RawConnection.PostAsync(Server, Chat, ChatBody(model, stream, more));

    /// <summary>The data of the events of a stream, without the fields that are the same in all.</summary>
    private protected static List<string> Data(string text) =>
        [.. text.Split('\n').Where(static line => line.StartsWith("data: ", StringComparison.Ordinal)).Select(static line => line["data: ".Length..])];

    /// <summary>The text deltas of a chat stream; an event that is no JSON is "?", the terminator its own name.</summary>
    private protected static List<string> Deltas(string text) => [.. Data(text).Select(Delta)];

    /// <summary>Waits until the server is done with all requests: a caller has its answer a little before.</summary>
    protected Task EndedAsync() => Task.WhenAll(Server.Requests.Select(static request => request.Ended)).WaitAsync(Token);

    protected async Task<JsonElement> PostAsync(string path, string body)
    {
        using var content = new StringContent(body, System.Text.Encoding.UTF8, "application/json");
        using var response = await Http.PostAsync(path, content, Token);
        using var document = JsonDocument.Parse(await response.Content.ReadAsStringAsync(Token));
        Assert.True(response.IsSuccessStatusCode, document.RootElement.GetRawText());
        return document.RootElement.Clone();
    }

    private static string Delta(string data)
    {
        if (data == "[DONE]")
        {
            return data;
        }

        try
        {
            using var document = JsonDocument.Parse(data);
            return document.RootElement.TryGetProperty("error", out _) ? "error"
                : document.RootElement.GetProperty("choices") is var choices && choices.GetArrayLength() == 0 ? document.RootElement.TryGetProperty("usage", out _) ? "usage" : "no choices"
                : choices[0].GetProperty("finish_reason").GetString()
                    ?? (choices[0].GetProperty("delta").TryGetProperty("role", out _) ? "role" : choices[0].GetProperty("delta").GetProperty("content").GetString()!);
        }
        catch (JsonException)
        {
            return "?";
        }
    }
}

using System.Net.ServerSentEvents;
using System.Text.Json;
using Xunit;

namespace Switchyard.Router.Tests.Faults;

/// <summary>How a caller of one dialect asks, and how it reads what it gets: the rows of faults hold for all of them.</summary>
/// <param name="Name">The name, for the test's.</param>
/// <param name="Path">Where it asks.</param>
/// <param name="Body">What it asks for, without <c>stream</c>.</param>
internal sealed record CallerDialect(string Name, string Path, string Body)
{
    private static readonly CallerDialect[] s_all =
    [
        new("chat", "/v1/chat/completions", """{"model":"first/m","messages":[{"role":"user","content":"x"}]}"""),
        new("completions", "/v1/completions", """{"model":"first/m","prompt":"x"}"""),
        new("messages", "/v1/messages", """{"model":"first/m","max_tokens":500,"messages":[{"role":"user","content":"x"}]}"""),
        new("responses", "/v1/responses", """{"model":"first/m","input":"x"}"""),
    ];

    public string StreamedBody => Body.Insert(1, "\"stream\":true,");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>The names of all dialects, for theories.</summary>
    public static TheoryData<string> Names() => [.. s_all.Select(dialect => dialect.Name)];

    /// <summary>Every name with every one of <paramref name="others"/>.</summary>
    public static TheoryData<string, string> NamesWith(params string[] others)
    {
        var data = new TheoryData<string, string>();
        foreach (var dialect in s_all)
        {
            foreach (var other in others)
            {
                data.Add(dialect.Name, other);
            }
        }

        return data;
    }

    public static CallerDialect Find(string name) => s_all.Single(dialect => dialect.Name == name);

    public HttpRequestMessage Request(bool isStreamed) => RouterRequests.Post(Path, System.Text.Encoding.UTF8.GetBytes(isStreamed ? StreamedBody : Body));

    /// <summary>Asks for a stream and reads it to its end.</summary>
    public async Task<StreamRecord> StreamAsync(HttpClient client)
    {
        using var response = await client.SendAsync(Request(isStreamed: true), HttpCompletionOption.ResponseHeadersRead, Token);
        Assert.Equal((200, "text/event-stream"), ((int)response.StatusCode, response.Content.Headers.ContentType?.MediaType));
        var record = new StreamRecord(response.Headers.GetValues("x-request-id").Single(), response.Headers.GetValues("x-switchyard-provider").Single());
        await foreach (var item in SseParser.Create(await response.Content.ReadAsStreamAsync(Token)).EnumerateAsync(Token))
        {
            Add(record, item.Data);
        }

        return record;
    }

    private void Add(StreamRecord record, string data)
    {
        if (data == "[DONE]")
        {
            record.Ends++;
            return;
        }

        var body = JsonElement.Parse(data);
        var type = body.TryGetProperty("type", out var name) ? name.GetString() : null;
        record.Ends += type is "message_stop" or "response.completed" ? 1 : 0;
        if (type is "error" or "response.failed" || body.TryGetProperty("error", out _))
        {
            record.Errors.Add(data);
        }

        record.Text += TextOf(body, type);
    }

    private string? TextOf(JsonElement body, string? type) => Name switch
    {
        "messages" => type == "content_block_delta" ? body.GetProperty("delta").GetProperty("text").GetString() : null,
        "responses" => type == "response.output_text.delta" ? body.GetProperty("delta").GetString() : null,
        _ when !body.TryGetProperty("choices", out var choices) || choices.GetArrayLength() == 0 => null,
        "completions" => body.GetProperty("choices")[0].GetProperty("text").GetString(),
        _ => body.GetProperty("choices")[0].GetProperty("delta").TryGetProperty("content", out var content) ? content.GetString() : null,
    };
}

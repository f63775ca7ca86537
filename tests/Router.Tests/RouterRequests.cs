using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Xunit;

namespace Switchyard.Router.Tests;

/// <summary>What the tests send, and how they read errors.</summary>
internal static class RouterRequests
{
    public const string Question = """{"messages":[{"role":"user","content":"What is 6 times 7?"}]}""";
    public const string StreamedQuestion = """{"stream":true,"messages":[{"role":"user","content":"What is 6 times 7?"}]}""";

    public static Task<HttpResponseMessage> ChatAsync(this HttpClient client, string body) => client.SendAsync(ChatRequest(body), TestContext.Current.CancellationToken);

    public static Task<HttpResponseMessage> StreamAsync(this HttpClient client, string body) =>
        client.SendAsync(ChatRequest(body), HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);

    public static string ForModel(string model, string body = Question) => body.Insert(1, $"\"model\":{JsonSerializer.Serialize(model)},");

    public static HttpRequestMessage ChatRequest(string body) => Post("/v1/chat/completions", Encoding.UTF8.GetBytes(body));

    public static HttpRequestMessage Post(string path, byte[] body, string contentType = "application/json") =>
        new(HttpMethod.Post, path) { Content = new ByteArrayContent(body) { Headers = { ContentType = MediaTypeHeaderValue.Parse(contentType) } } };

    public static Task<string> TextAsync(this HttpResponseMessage response) => response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);

    /// <summary>Asserts that <paramref name="response"/> is an error in OpenAI's shape, and returns its message.</summary>
    public static async Task<string> AssertErrorAsync(this HttpResponseMessage response, int status, string code, string? param = null)
    {
        var text = await response.TextAsync();
        Assert.Equal((status, "application/json"), ((int)response.StatusCode, response.Content.Headers.ContentType?.MediaType));
        var error = JsonElement.Parse(text).GetProperty("error");
        Assert.Equal((code, param), (error.GetProperty("code").GetString(), error.GetProperty("param").GetString()));
        Assert.Equal(Assert.Single(response.Headers.GetValues("x-request-id")), error.GetProperty("request_id").GetString());
        Assert.NotEqual("", error.GetProperty("type").GetString());
        return error.GetProperty("message").GetString()!;
    }

    /// <summary>Asserts that <paramref name="response"/> is an error in Anthropic's shape, and returns its message.</summary>
    public static async Task<string> AssertAnthropicErrorAsync(this HttpResponseMessage response, int status, string type)
    {
        var text = await response.TextAsync();
        Assert.Equal((status, "application/json"), ((int)response.StatusCode, response.Content.Headers.ContentType?.MediaType));
        var body = JsonElement.Parse(text);
        Assert.Equal(["type", "error", "request_id"], body.EnumerateObject().Select(member => member.Name));
        Assert.Equal(("error", type), (body.GetProperty("type").GetString(), body.GetProperty("error").GetProperty("type").GetString()));
        Assert.Equal(Assert.Single(response.Headers.GetValues("x-request-id")), body.GetProperty("request_id").GetString());
        Assert.Equal(Assert.Single(response.Headers.GetValues("request-id")), body.GetProperty("request_id").GetString());
        return body.GetProperty("error").GetProperty("message").GetString()!;
    }
}

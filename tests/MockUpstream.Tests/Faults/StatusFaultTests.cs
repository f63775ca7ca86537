using System.Text.Json;
using Switchyard.MockUpstream.Scenarios;
using Switchyard.Tests.Common;

namespace Switchyard.MockUpstream.Tests.Faults;

public sealed class StatusFaultTests : MockTest
{
    // The clock stands at 1 January 2026, 00:00.
    protected override MockServerOptions Options => base.Options with { TimeProvider = new ManualTimeProvider() };

    public static TheoryData<int> Statuses => [400, 401, 402, 403, 404, 408, 409, 413, 422, 429, 500, 502, 503, 504, 529];

    [Theory]
    [MemberData(nameof(Statuses))]
    public async Task Status_EachDialect_HasItsErrorBody(int status)
    {
        var openAI = await ReadAsync(Chat, status);
        var anthropic = await ReadAsync(Messages, status);
        var gemini = await ReadAsync($"/v1beta/models/m+status-{status}:generateContent", status);
        var ollama = await ReadAsync(Ollama, status);

        Assert.Equal(JsonValueKind.String, openAI.GetProperty("error").GetProperty("type").ValueKind);
        Assert.Equal(["message", "type", "param", "code"], openAI.GetProperty("error").EnumerateObject().Select(static member => member.Name));
        Assert.Equal("error", anthropic.GetProperty("type").GetString());
        Assert.Matches("^[a-z_]+$", anthropic.GetProperty("error").GetProperty("type").GetString());
        Assert.Equal(status, gemini.GetProperty("error").GetProperty("code").GetInt32());
        Assert.Matches("^[A-Z_]+$", gemini.GetProperty("error").GetProperty("status").GetString());
        Assert.NotEmpty(ollama.GetProperty("error").GetString()!);
    }

    [Theory]
    [InlineData(401, "authentication_error")]
    [InlineData(413, "request_too_large")]
    [InlineData(429, "rate_limit_error")]
    [InlineData(500, "api_error")]
    [InlineData(529, "overloaded_error")]
    public async Task Status_Anthropic_HasItsType(int status, string type) =>
        Assert.Equal(type, (await ReadAsync(Messages, status)).GetProperty("error").GetProperty("type").GetString());

    [Theory]
    [InlineData("status-429-2s", "Retry-After", "2")]
    [InlineData("status-429-date-90s", "Retry-After", "Thu, 01 Jan 2026 00:01:30 GMT")]
    [InlineData("status-503-1500ms", "retry-after-ms", "1500")]
    public async Task RetryAfter_Form_IsAsAsked(string scenario, string header, string value) =>
        Assert.Equal(value, (await ChatAsync("m+" + scenario)).Header(header));

    [Fact]
    public async Task RetryAfter_Gemini_IsInTheBodyToo()
    {
        var response = await RawConnection.PostAsync(Server, "/v1beta/models/m+status-429-7s:generateContent", """{"contents":[]}""");

        Assert.Contains("""{"@type":"type.googleapis.com/google.rpc.RetryInfo","retryDelay":"7s"}""", response.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Status_Message_IsTheScripts()
    {
        Server.Script(Scenario.Of(new Fault(FaultKind.Status) { Status = 400, Message = "Say \"please\"." }));

        var response = await ChatAsync("m");

        Assert.Equal("""{"error":{"message":"Say \"please\".","type":"invalid_request_error","param":null,"code":null}}""", response.Text);
    }

    private async Task<JsonElement> ReadAsync(string path, int status)
    {
        var response = await RawConnection.PostAsync(Server, path, MessagesBody($"m+status-{status}", more: ",\"contents\":[]"));
        Assert.Equal(status, response.Status);
        Assert.StartsWith("application/json", response.Header("Content-Type"), StringComparison.Ordinal);
        return JsonDocument.Parse(response.Text).RootElement;
    }
}

using System.Text;
using System.Text.Json;
using Switchyard.MockUpstream.Scenarios;

namespace Switchyard.MockUpstream.Tests.Faults;

public sealed class EventFaultTests : MockTest
{
    private const string WithUsage = ",\"stream_options\":{\"include_usage\":true}";

    [Theory]
    [InlineData("error", new[] { "error" })]
    [InlineData("error-after-0", new[] { "role", "error" })]
    [InlineData("error-after-2", new[] { "role", "A", " ö", "error" })]
    [InlineData("azure+error", new[] { "no choices", "error" })]
    [InlineData("malformed-after-1", new[] { "role", "A", "?", " ö", " C", "stop", "usage", "[DONE]" })]
    [InlineData("duplicate-usage", new[] { "role", "A", " ö", " C", "stop", "usage", "usage", "[DONE]" })]
    [InlineData("no-usage", new[] { "role", "A", " ö", " C", "stop", "[DONE]" })]
    [InlineData("no-done", new[] { "role", "A", " ö", " C", "stop", "usage" })]
    [InlineData("extra", new[] { "role", "A", " ö", " C", "stop", "usage", "[DONE]", " C" })]
    [InlineData("empty", new string[0])]
    [InlineData("garbage", new[] { "?" })]
    [InlineData("tokens-1+length", new[] { "role", "A", " ö", " C", "length", "usage", "[DONE]" })]
    public async Task Fault_Stream_HasTheseEvents(string scenario, string[] expected)
    {
        var response = await ChatAsync("m+" + scenario, more: WithUsage);

        Assert.Equal(200, response.Status);
        Assert.True(response.HasEnd);
        Assert.Equal(expected, Deltas(response.Text));
    }

    [Theory]
    [InlineData(Chat, """data: {"error":{"message":"The engine is currently overloaded, please try again later.","type":"server_error","param":null,"code":"service_unavailable"}}""")]
    [InlineData(Messages, "event: error\ndata: {\"type\":\"error\",\"error\":{\"type\":\"overloaded_error\",\"message\":\"Overloaded\"},\"request_id\":\"req_ID\"}")]
    [InlineData("/v1/responses", "event: error\ndata: {\"type\":\"error\",\"code\":\"service_unavailable\",\"message\":\"The engine is currently overloaded, please try again later.\",\"param\":null,\"sequence_number\":0}")]
    [InlineData("/v1beta/models/m+error:streamGenerateContent?alt=sse", """data: {"error":{"code":503,"message":"The model is overloaded. Please try again later.","status":"UNAVAILABLE"}}""")]
    [InlineData(Ollama, """{"error":"server busy, please try again. maximum pending requests exceeded"}""")]
    public async Task Error_EachDialect_HasItsOwnShape(string path, string expected)
    {
        var response = await RawConnection.PostAsync(Server, path, MessagesBody("m+error", more: ",\"contents\":[]"));

        Assert.Equal(expected, System.Text.RegularExpressions.Regex.Replace(response.Text.TrimEnd(), "req_\\w+", "req_ID"));
        Assert.Equal(200, response.Status);
    }

    [Fact]
    public async Task Error_WholeAnswer_IsAnErrorUnder200()
    {
        var response = await ChatAsync("m+error", stream: false);

        Assert.Equal(200, response.Status);
        Assert.StartsWith("{\"error\":{\"message\":", response.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("crlf", "\r\n")]
    [InlineData("cr", "\r")]
    public async Task LineEnds_Stream_AreAllOfThatKind(string scenario, string lineEnd)
    {
        var plain = WithoutIds(await ChatAsync("m"));

        Assert.Equal(plain.Replace("\n", lineEnd, StringComparison.Ordinal), WithoutIds(await ChatAsync("m+" + scenario)));
    }

    [Fact]
    public async Task MixedLines_Stream_AreAllKindsAndAsManyLines()
    {
        var plain = WithoutIds(await ChatAsync("m"));

        var mixed = WithoutIds(await ChatAsync("m+mixed-lines"));

        Assert.Equal(plain, mixed.Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n'));
        Assert.Contains("\r\r\n", mixed, StringComparison.Ordinal);
        Assert.Contains("\n\r", mixed, StringComparison.Ordinal);
        Assert.Contains("\r\n\n", mixed, StringComparison.Ordinal);
    }

    [Fact]
    public async Task CrLf_LinesOfJson_EndWithBoth()
    {
        var response = await RawConnection.PostAsync(Server, Ollama, ChatBody("m+crlf"));

        Assert.Equal(4, response.Text.Split("\r\n").Length - 1);
        Assert.Equal(4, response.Text.Split('\n').Length - 1);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Bom_Body_BeginsWithIt(bool stream)
    {
        var plain = await ChatAsync("m", stream);

        var marked = await ChatAsync("m+bom", stream);

        Assert.Equal([0xEF, 0xBB, 0xBF], marked.Body[..3]);
        Assert.Equal(WithoutIds(plain), WithoutIds(marked)[1..]);
    }

    [Fact]
    public async Task MultiLine_Event_IsTheSameJsonOverThreeLines()
    {
        var plain = WithoutIds(await ChatAsync("m")).Split("\n\n", StringSplitOptions.RemoveEmptyEntries);

        var events = WithoutIds(await ChatAsync("m+multiline")).Split("\n\n", StringSplitOptions.RemoveEmptyEntries);

        Assert.Equal(plain.Length, events.Length);
        Assert.Equal(3, Data(events[1]).Count);
        Assert.Equal(Data(plain[1])[0], string.Concat(Data(events[1])));
        Assert.Equal("data: [DONE]", events[^1]);
    }

    [Fact]
    public async Task Comments_Stream_AreBetweenTheEvents()
    {
        var plain = WithoutIds(await ChatAsync("m")).Split("\n\n", StringSplitOptions.RemoveEmptyEntries);

        var events = WithoutIds(await ChatAsync("m+comments")).Split("\n\n", StringSplitOptions.RemoveEmptyEntries);

        Assert.Equal(plain.SelectMany(static (item, index) => new[] { ": keep-alive", $":\nid: {index}\nretry: 3000\n{item}" }), events);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Html_Answer_IsAPageUnder200(bool stream)
    {
        var response = await ChatAsync("m+html", stream);

        Assert.Equal((200, "text/html; charset=utf-8"), (response.Status, response.Header("Content-Type")));
        Assert.StartsWith("<!DOCTYPE html>", response.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Empty_WholeAnswer_HasNoBody()
    {
        var response = await ChatAsync("m+empty", stream: false);

        Assert.Equal((200, "0"), (response.Status, response.Header("Content-Length")));
    }

    [Theory]
    [InlineData("garbage")]
    [InlineData("malformed")]
    public async Task Garbage_WholeAnswer_IsNoJson(string scenario)
    {
        var response = await ChatAsync("m+" + scenario, stream: false);

        Assert.Equal((200, "application/json"), (response.Status, response.Header("Content-Type")));
        Assert.ThrowsAny<JsonException>(() => JsonDocument.Parse(response.Text));
    }

    [Fact]
    public async Task Huge_Stream_HasOnePieceOfThatSize()
    {
        var response = await ChatAsync("m+huge-after-1-2m");

        var deltas = Deltas(response.Text);
        Assert.Equal(2 * 1024 * 1024, deltas[2].Length);
        Assert.Equal(["role", "A", " ö", " C", "stop", "[DONE]"], deltas.Where((_, index) => index != 2));
    }

    [Fact]
    public async Task Faults_Several_AllHappen()
    {
        Server.Script(Scenario.Of(new Fault(FaultKind.CrLf), new Fault(FaultKind.NoDone), new Fault(FaultKind.Malformed) { After = 1 }));

        var response = await ChatAsync("m");

        Assert.Equal(["role", "A", "?", " ö", " C", "stop"], Deltas(response.Text.Replace("\r\n", "\n", StringComparison.Ordinal)));
        Assert.EndsWith("\r\n\r\n", response.Text, StringComparison.Ordinal);
    }

    private static string WithoutIds(RawResponse response) =>
        System.Text.RegularExpressions.Regex.Replace(Encoding.UTF8.GetString(response.Body), "chatcmpl-\\w{24}", "chatcmpl-ID");
}

using System.Text.RegularExpressions;
using Xunit;

namespace Switchyard.Router.Tests.Http;

/// <summary>The rows of bad HTTP, as bytes on a socket. Each is followed by a second request in the same packet, which must not be executed.</summary>
public sealed partial class FramingRowTests(RowFixture fixture) : IClassFixture<RowFixture>
{
    private const string Line = "POST /v1/chat/completions HTTP/1.1\r\n";
    private const string Host = "Host: localhost\r\n";
    private const string Json = "Content-Type: application/json\r\n";
    private const string Second = "POST /v1/chat/completions HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 48\r\n\r\n{\"messages\":[{\"role\":\"user\",\"content\":\"again\"}]}";

    public static TheoryData<string, string, int> Oversized => new()
    {
        { "B1", Line + Host + Json + $"X-Large: {new string('a', 40 * 1024)}\r\n\r\n", 431 },
        { "B2", Line + Host + Json + string.Concat(Enumerable.Range(0, 101).Select(i => $"X-{i}: a\r\n")) + "\r\n", 431 },
        { "B3", $"GET /{new string('a', 9 * 1024)} HTTP/1.1\r\n{Host}\r\n", 414 },
    };

    /// <summary>Kestrel refuses these before there is a request to answer; an empty body is all it can say.</summary>
    [Theory]
    [MemberData(nameof(Oversized))]
    [InlineData("B5", Line + Host + "Host: localhost\r\n" + Json + "Content-Length: 2\r\n\r\n{}", 400)]
    [InlineData("B7", "PO(ST /v1/chat/completions HTTP/1.1\r\n" + Host + "\r\n", 400)]
    [InlineData("B9", Line + Host + Json + "Content-Length : 2\r\n\r\n{}", 400)]
    [InlineData("B10", Line + Host + Json + "X-Folded: a\r\n b\r\n\r\n", 400)]
    [InlineData("B10 bare LF", Line + Host + Json + "X-A: a\nContent-Length: 2\r\n\r\n{}", 400)]
    [InlineData("B10 only LF", "GET /v1/models HTTP/1.1\nHost: localhost\n\n", 400)]
    [InlineData("B10 NUL", Line + Host + "X-A: a\0b\r\n\r\n", 400)]
    [InlineData("B13", Line + Host + Json + "Content-Length: -1\r\n\r\n{}", 400)]
    [InlineData("B13 two lengths", Line + Host + Json + "Content-Length: 2\r\nContent-Length: 3\r\n\r\n{} ", 400)]
    [InlineData("B21", "GET /v1/models HTTP/9.9\r\n" + Host + "\r\n", 505)]
    [InlineData("B22", "GET http://evil.example/v1/models HTTP/1.1\r\n" + Host + "\r\n", 400)]
    public async Task Request_Malformed_EndsTheConnection(string row, string request, int status)
    {
        var answer = await fixture.SendRawAsync(request + Second);

        AssertOnly(row, status, answer);
        await fixture.AssertServesAsync();
    }

    [Theory]
    [InlineData("B6", Line + "Host: evil.example\r\n" + Json + "Content-Length: 2\r\n\r\n{}", 400, "invalid_host")]
    [InlineData("B11", Line + Host + Json + "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 400, "ambiguous_length")]
    [InlineData("B14", Line + Host + Json + "Content-Length: 40000000\r\n\r\n", 413, "request_too_large")]
    [InlineData("B15", Line + Host + Json + "Transfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n", 400, "unsupported_transfer_encoding")]
    [InlineData("B15 twice", Line + Host + Json + "Transfer-Encoding: chunked, chunked\r\n\r\n0\r\n\r\n", 400, "unsupported_transfer_encoding")]
    [InlineData("B17", Line + Host + Json + "Transfer-Encoding: chunked\r\n\r\n2;a\n{}\r\n0\r\n\r\n", 400, "invalid_request")]
    [InlineData("B18", Line + Host + Json + "Transfer-Encoding: chunked\r\n\r\nxyz\r\n{}\r\n0\r\n\r\n", 400, "invalid_request")]
    [InlineData("B19", Line + Host + Json + "Transfer-Encoding: chunked\r\n\r\nFFFFFFFFFF\r\n{}\r\n0\r\n\r\n", 400, "invalid_request")]
    [InlineData("B19 64 bits", Line + Host + Json + "Transfer-Encoding: chunked\r\n\r\nFFFFFFFFFFFFFFFFF\r\n{}\r\n0\r\n\r\n", 400, "invalid_request")]
    [InlineData("B23", Line + Host + Json + "Expect: 200-ok\r\nContent-Length: 2\r\n\r\n{}", 417, "expectation_failed")]
    [InlineData("B26", Line + Host + "Content-Type: text/plain\r\nContent-Length: 2\r\n\r\n{}", 415, "unsupported_media_type")]
    [InlineData("B27", Line + Host + "Content-Length: 2\r\n\r\n{}", 415, "unsupported_media_type")]
    [InlineData("B29", Line + Host + Json + "Content-Encoding: gzip\r\nContent-Length: 2\r\n\r\n{}", 415, "unsupported_content_encoding")]
    public async Task Request_Doubtful_IsRefusedInWordsAndEndsTheConnection(string row, string request, int status, string code)
    {
        var answer = await fixture.SendRawAsync(request + Second);

        AssertOnly(row, status, answer);
        Assert.Matches(ErrorBody(), answer);
        Assert.Contains($"\"code\":\"{code}\"", answer, StringComparison.Ordinal);
        await fixture.AssertServesAsync();
    }

    [Fact]
    public async Task B14_Length_NamesTheLimit() =>
        Assert.Contains("33554432", await fixture.SendRawAsync(Line + Host + Json + "Content-Length: 40000000\r\n\r\n"), StringComparison.Ordinal);

    [Fact]
    public async Task B25_GetOfAPostRoute_SaysWhatIsAllowed()
    {
        var answer = await fixture.SendRawAsync("GET /v1/chat/completions HTTP/1.1\r\n" + Host + "Connection: close\r\n\r\n");

        AssertOnly("B25", 405, answer);
        Assert.Contains("\r\nAllow: POST\r\n", answer, StringComparison.Ordinal);
        Assert.Contains("\"code\":\"method_not_allowed\"", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task B34_ForwardedFor_ReachesNobody()
    {
        var answer = await fixture.SendRawAsync(Second.Replace(Host, Host + "Connection: close\r\nX-Forwarded-For: 10.0.0.1\r\nForwarded: for=10.0.0.1\r\n", StringComparison.Ordinal));

        AssertOnly("B34", 200, answer);
        Assert.DoesNotContain("10.0.0.1", fixture.Asked[^1].Headers.Values);
        Assert.DoesNotContain("for=10.0.0.1", fixture.Asked[^1].Headers.Values);
    }

    [Fact]
    public async Task B35_UnderscoreTwins_AreNotTheHeaders()
    {
        const string Twins = "x_request_id: twin\r\nX_API_KEY: twin\r\ncontent_length: 1\r\ntransfer_encoding: gzip\r\n";

        var answer = await fixture.SendRawAsync(Second.Replace(Host, Host + "Connection: close\r\n" + Twins, StringComparison.Ordinal));

        AssertOnly("B35", 200, answer);
        Assert.DoesNotContain("x-request-id: twin", answer, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("twin", fixture.Asked[^1].Headers.Values);
    }

    /// <summary>HTTP/2 is not spoken without TLS: the preface gets one frame that says so, and streams, resets and continuations are never read (F83).</summary>
    [Fact]
    public async Task F83_Http2WithoutTls_IsTurnedAwayAtOnce()
    {
        var resets = string.Concat(Enumerable.Range(0, 1000).Select(i => $"\0\0\u0004\u0003\0\0\0{(char)(i >> 8)}{(char)(i & 0xFF)}\0\0\0\u0008"));

        var answer = await fixture.SendRawAsync("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\0\0\0\u0004\0\0\0\0\0" + resets);

        Assert.DoesNotContain("HTTP/1.1 200", answer, StringComparison.Ordinal);
        Assert.InRange(answer.Length, 0, 200);
        await fixture.AssertServesAsync();
    }

    // The second request would have been a second answer.
    private static void AssertOnly(string row, int status, string answer)
    {
        Assert.True(answer.StartsWith($"HTTP/1.1 {status} ", StringComparison.Ordinal), $"{row}: {answer}");
        Assert.True(answer.Split("HTTP/1.1 ").Length == 2, $"{row}: {answer}");
    }

    [GeneratedRegex("""\{"error":\{"message":"[^"]+","type":"invalid_request_error","param":null,"code":"[a-z_]+","request_id":"[0-9a-f]{32}"\}\}""")]
    private static partial Regex ErrorBody();
}

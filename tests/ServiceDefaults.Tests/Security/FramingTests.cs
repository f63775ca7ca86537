using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Switchyard.ServiceDefaults.Errors;

namespace Switchyard.ServiceDefaults.Tests.Security;

public sealed class FramingTests
{
    [Theory]
    [InlineData("Content-Length: 5\r\nTransfer-Encoding: chunked\r\n", 400, "ambiguous_length")]
    [InlineData("Transfer-Encoding: gzip, chunked\r\n", 400, "unsupported_transfer_encoding")]
    [InlineData("Expect: 200-ok\r\nContent-Length: 2\r\n", 417, "expectation_failed")]
    public async Task Request_WithDoubtfulFraming_IsRefusedAndTheConnectionEnds(string headers, int status, string code)
    {
        var answer = await SendAsync(headers, "0\r\n\r\nGET /hello/smuggled HTTP/1.1\r\nHost: localhost\r\n\r\n");

        Assert.StartsWith($"HTTP/1.1 {status} ", answer, StringComparison.Ordinal);
        Assert.Contains($"\"{code}\"", answer, StringComparison.Ordinal);
        Assert.Equal(2, answer.Split("HTTP/1.1 ").Length);
    }

    [Theory]
    [InlineData("Content-Length: -1\r\n", "{}")]
    [InlineData("Content-Length: 2\r\nHost: localhost\r\n", "{}")]
    [InlineData("Bad Header : x\r\n", "")]
    [InlineData("X-Folded: a\r\n b\r\n", "")]
    [InlineData("Transfer-Encoding: chunked\r\n", "2;a\n{}\r\n0\r\n\r\n")]
    public async Task Request_Malformed_Is400AndTheConnectionEnds(string headers, string body)
    {
        var answer = await SendAsync(headers, body);

        Assert.StartsWith("HTTP/1.1 400 ", answer, StringComparison.Ordinal);
        Assert.Equal(2, answer.Split("HTTP/1.1 ").Length);
    }

    [Theory]
    [InlineData(40 * 1024, 1)]
    [InlineData(10, 120)]
    public async Task Headers_TooManyOrTooLarge_Are431(int length, int count)
    {
        var headers = string.Concat(Enumerable.Range(0, count).Select(index => $"X-{index}: {new string('a', length)}\r\n"));

        Assert.StartsWith("HTTP/1.1 431 ", await SendAsync(headers, string.Empty), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Chunked_Alone_IsRead() => Assert.StartsWith("HTTP/1.1 200 ", await SendAsync("Transfer-Encoding: chunked\r\nConnection: close\r\n", "2\r\n{}\r\n0\r\n\r\n"), StringComparison.Ordinal);

    [Fact]
    public async Task Body_Stalls_Is408()
    {
        var answer = await SendAsync("Content-Length: 100\r\n", "{");

        Assert.StartsWith("HTTP/1.1 408 ", answer, StringComparison.Ordinal);
        Assert.Contains("\"request_timeout\"", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AbsoluteForm_OtherHost_IsRefused()
    {
        await using var service = await TestService.StartAsync();

        Assert.StartsWith("HTTP/1.1 400 ", await RawHttp.SendAsync(service.Port, "GET http://evil.example/hello/you HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Server_HasItsLimits()
    {
        await using var service = await TestService.StartAsync(options => options.MaxRequestBodyBytes = 1234);

        var kestrel = service.App.Services.GetRequiredService<IOptions<KestrelServerOptions>>().Value;
        Assert.Equal((1234L, TimeSpan.FromSeconds(15), false), (kestrel.Limits.MaxRequestBodySize, kestrel.Limits.RequestHeadersTimeout, kestrel.AddServerHeader));
    }

    private static async Task<string> SendAsync(string headers, string body)
    {
        await using var service = await TestService.StartAsync(options => options.ErrorShape = ErrorShape.OpenAI);
        return await RawHttp.SendAsync(service.Port, $"POST /raw HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n{headers}\r\n{body}");
    }
}

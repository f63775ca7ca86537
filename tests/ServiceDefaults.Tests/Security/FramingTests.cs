using System.Net.Sockets;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Switchyard.ServiceDefaults.Errors;
using Switchyard.Tests.Common.Http;

namespace Switchyard.ServiceDefaults.Tests.Security;

public sealed class FramingTests
{
    [Theory]
    [InlineData("B11", "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n", 400, "ambiguous_length")]
    [InlineData("B15", "Transfer-Encoding: gzip, chunked\r\n", 400, "unsupported_transfer_encoding")]
    [InlineData("B23", "Expect: 200-ok\r\nContent-Length: 2\r\n", 417, "expectation_failed")]
    [InlineData("B29", "Content-Encoding: gzip\r\nContent-Length: 2\r\n", 415, "unsupported_content_encoding")]
    public async Task Request_WithDoubtfulFraming_IsRefusedAndTheConnectionEnds(string row, string headers, int status, string code)
    {
        TestContext.Current.TestOutputHelper?.WriteLine(row);
        var answer = await SendAsync(headers, "0\r\n\r\nGET /hello/smuggled HTTP/1.1\r\nHost: localhost\r\n\r\n");

        Assert.StartsWith($"HTTP/1.1 {status} ", answer, StringComparison.Ordinal);
        Assert.Contains($"\"{code}\"", answer, StringComparison.Ordinal);
        Assert.Equal(2, answer.Split("HTTP/1.1 ").Length);
    }

    [Fact]
    public async Task Chunked_Alone_IsRead() => Assert.StartsWith("HTTP/1.1 200 ", await SendAsync("Transfer-Encoding: chunked\r\nConnection: close\r\n", "2\r\n{}\r\n0\r\n\r\n"), StringComparison.Ordinal);

    [Fact]
    public async Task B31_BodyStalls_Is408()
    {
        var answer = await SendAsync("Content-Length: 100\r\n", "{");

        Assert.StartsWith("HTTP/1.1 408 ", answer, StringComparison.Ordinal);
        Assert.Contains("\"request_timeout\"", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task B30_HeadersNeverFinish_EndTheConnection()
    {
        await using var service = await TestService.StartAsync(
            build: builder => builder.Services.PostConfigure<KestrelServerOptions>(kestrel => kestrel.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(1)));

        Assert.StartsWith("HTTP/1.1 408 ", await RawHttp.SendAsync(service.Port, "GET /hello/you HTTP/1.1\r\nHost: localhost\r\nX-Slow: ", TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Connections_OverTheCap_AreClosedAtOnce()
    {
        await using var service = await TestService.StartAsync(options => options.MaxConnections = 1);
        using var first = new TcpClient();
        await first.ConnectAsync("127.0.0.1", service.Port, TestContext.Current.CancellationToken);
        await first.GetStream().WriteAsync("GET /alive HTTP/1.1\r\nHost: localhost\r\n\r\n"u8.ToArray(), TestContext.Current.CancellationToken);
        Assert.Equal('H', first.GetStream().ReadByte());

        Assert.Equal("", await RawHttp.SendAsync(service.Port, "GET /alive HTTP/1.1\r\nHost: localhost\r\n\r\n", TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Server_HasItsLimits()
    {
        await using var service = await TestService.StartAsync(options => options.MaxRequestBodyBytes = 1234);

        var kestrel = service.App.Services.GetRequiredService<IOptions<KestrelServerOptions>>().Value;
        Assert.Equal((1234L, TimeSpan.FromSeconds(15), false), (kestrel.Limits.MaxRequestBodySize, kestrel.Limits.RequestHeadersTimeout, kestrel.AddServerHeader));
        Assert.Equal((10_000L, 100, 65_536, 1_048_576), (kestrel.Limits.MaxConcurrentConnections, kestrel.Limits.Http2.MaxStreamsPerConnection, kestrel.Limits.Http2.InitialStreamWindowSize, kestrel.Limits.Http2.InitialConnectionWindowSize));
    }

    private static async Task<string> SendAsync(string headers, string body)
    {
        await using var service = await TestService.StartAsync(options => options.ErrorShape = ErrorShape.OpenAI);
        return await RawHttp.SendAsync(service.Port, $"POST /raw HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n{headers}\r\n{body}", TestContext.Current.CancellationToken);
    }
}

using System.Net.Sockets;
using Microsoft.AspNetCore.Http;
using Switchyard.Hosting.Model;
using Switchyard.Hosting.Proxies;
using Switchyard.Tests.Common.Upstreams;

namespace Switchyard.Hosting.Tests.Proxies;

public sealed class ReplicaProxyTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Connections_GoToOneReplicaAfterAnother()
    {
        await using var a = await FakeUpstream.StartAsync(Answer("a"), Token);
        await using var b = await FakeUpstream.StartAsync(Answer("b"), Token);
        var port = FreePorts.Next();
        await using var proxy = ReplicaProxy.Start(port, [a.Endpoint.Port, b.Endpoint.Port]);

        Assert.Equal(["a", "b", "a", "b"], [await GetAsync(port), await GetAsync(port), await GetAsync(port), await GetAsync(port)]);
    }

    [Fact]
    public async Task Replica_ThatRefuses_IsPassedOver()
    {
        await using var a = await FakeUpstream.StartAsync(Answer("a"), Token);
        var port = FreePorts.Next();
        await using var proxy = ReplicaProxy.Start(port, [FreePorts.Next(), a.Endpoint.Port]);

        Assert.Equal(["a", "a", "a"], [await GetAsync(port), await GetAsync(port), await GetAsync(port)]);
    }

    [Fact]
    public async Task Connection_WithoutAnyReplica_IsClosed()
    {
        var port = FreePorts.Next();
        await using var proxy = ReplicaProxy.Start(port, [FreePorts.Next()]);

        await Assert.ThrowsAsync<HttpRequestException>(() => GetAsync(port));
    }

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("localhost")]
    public async Task Proxy_ListensOnLoopback(string host)
    {
        await using var a = await FakeUpstream.StartAsync(Answer("a"), Token);
        var port = FreePorts.Next();
        await using var proxy = ReplicaProxy.Start(port, [a.Endpoint.Port]);

        Assert.Equal("a", await GetAsync(port, host));
    }

    [Fact]
    public async Task Stream_IsPassedOnAsItIsWritten()
    {
        var released = new TaskCompletionSource();
        await using var a = await FakeUpstream.StartAsync(
            async context =>
            {
                await context.Response.WriteAsync("first\n", Token);
                await released.Task.WaitAsync(Token);
                await context.Response.WriteAsync("second\n", Token);
            },
            Token);
        var port = FreePorts.Next();
        await using var proxy = ReplicaProxy.Start(port, [a.Endpoint.Port]);

        using var client = new HttpClient();
        await using var stream = await client.GetStreamAsync(new Uri($"http://localhost:{port}"), Token);
        using var reader = new StreamReader(stream);
        Assert.Equal("first", await reader.ReadLineAsync(Token));
        released.SetResult();
        Assert.Equal("second", await reader.ReadLineAsync(Token));
    }

    [Fact]
    public async Task Client_ThatLeaves_IsToldToTheReplica()
    {
        var left = new TaskCompletionSource();
        await using var a = await FakeUpstream.StartAsync(
            async context =>
            {
                using var registration = context.RequestAborted.Register(left.SetResult);
                await context.Response.WriteAsync("first\n", Token);
                await left.Task.WaitAsync(Token);
            },
            Token);
        var port = FreePorts.Next();
        await using var proxy = ReplicaProxy.Start(port, [a.Endpoint.Port]);

        using (var client = new TcpClient())
        {
            await client.ConnectAsync("127.0.0.1", port, Token);
            client.LingerState = new LingerOption(enable: true, seconds: 0);
            await client.GetStream().WriteAsync("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n"u8.ToArray(), Token);
            Assert.NotEqual(0, await client.GetStream().ReadAsync(new byte[100], Token));
        }

        await left.Task.WaitAsync(TimeSpan.FromSeconds(30), Token);
    }

    [Fact]
    public async Task Port_AfterTheStop_IsFree()
    {
        var port = FreePorts.Next();
        var proxy = ReplicaProxy.Start(port, [FreePorts.Next()]);
        Assert.False(FreePorts.IsFree(port));

        await proxy.DisposeAsync();

        Assert.True(FreePorts.IsFree(port));
    }

    private static RequestDelegate Answer(string text)
    {
        return context => context.Response.WriteAsync(text, Token);
    }

    // Each request has a connection of its own: the proxy chooses a replica for a connection, not for a request.
    private static async Task<string> GetAsync(int port, string host = "localhost")
    {
        using var client = new HttpClient();
        return await client.GetStringAsync(new Uri($"http://{host}:{port}"), Token);
    }
}

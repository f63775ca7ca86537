using System.Net.Sockets;
using System.Text;
using Switchyard.Faults.Proxy;

namespace Switchyard.Faults.Tests.Proxy;

/// <summary>The proxy does to connections what it is told to, and nothing else.</summary>
public sealed class FaultProxyTests : IAsyncLifetime
{
    private readonly EchoServer _server = new();
    private FaultProxy _proxy = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync()
    {
        _proxy = new FaultProxy(_server.Port);
        return ValueTask.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        await _proxy.DisposeAsync();
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task Bytes_WithoutAFault_PassBothWays()
    {
        using var client = await ConnectAsync();

        Assert.Equal("hello", await AskAsync(client, "hello"));
        Assert.Equal("again", await AskAsync(client, "again"));
    }

    [Fact]
    public async Task End_OfTheClient_ReachesTheServerAndComesBack()
    {
        using var client = await ConnectAsync();
        var stream = client.GetStream();
        await stream.WriteAsync("last"u8.ToArray(), Token);

        client.Client.Shutdown(SocketShutdown.Send);

        using var reader = new StreamReader(stream);
        Assert.Equal("last", await reader.ReadToEndAsync(Token));
    }

    [Fact]
    public async Task Refusal_IsAReset()
    {
        _proxy.Apply(new ProxyRules { Refuses = true });

        await Assert.ThrowsAnyAsync<Exception>(async () =>
        {
            using var client = await ConnectAsync();
            await AskAsync(client, "hello");
        });
    }

    [Fact]
    public async Task HeldBytes_ArriveOnceTheFaultIsOver()
    {
        using var client = await ConnectAsync();
        _proxy.Apply(new ProxyRules { Requests = HoldRule.Instance });
        var answer = AskAsync(client, "hello");
        Assert.NotSame(answer, await Task.WhenAny(answer, Task.Delay(TimeSpan.FromMilliseconds(100), Token)));

        _proxy.Heal();

        Assert.Equal("hello", await answer);
    }

    [Fact]
    public async Task LostReplies_ResetTheConnectionOnceTheFaultIsOver()
    {
        using var client = await ConnectAsync();
        using var other = await ConnectAsync();
        _proxy.Apply(new ProxyRules { Replies = DropRule.Instance });
        var answer = AskAsync(client, "hello");
        Assert.NotSame(answer, await Task.WhenAny(answer, Task.Delay(TimeSpan.FromMilliseconds(100), Token)));

        _proxy.Heal();

        await Assert.ThrowsAsync<IOException>(() => answer);
        Assert.Equal("still", await AskAsync(other, "still"));
    }

    [Fact]
    public async Task Delay_HoldsUpEveryReply()
    {
        using var client = await ConnectAsync();
        _proxy.Apply(new ProxyRules { Replies = new DelayRule(TimeSpan.FromMilliseconds(200)) });
        var answer = AskAsync(client, "hello");

        Assert.NotSame(answer, await Task.WhenAny(answer, Task.Delay(TimeSpan.FromMilliseconds(100), Token)));
        Assert.Equal("hello", await answer);
    }

    [Fact]
    public async Task Reset_ComesInTheMiddleOfWhatIsSaid()
    {
        _proxy.Apply(new ProxyRules { Replies = new ResetRule(3) });
        using var client = await ConnectAsync();
        await client.GetStream().WriteAsync("hello"u8.ToArray(), Token);
        var received = new MemoryStream();

        await Assert.ThrowsAsync<IOException>(() => client.GetStream().CopyToAsync(received, Token));

        Assert.Equal("hel", Encoding.UTF8.GetString(received.ToArray()));
    }

    [Fact]
    public async Task Reset_BeforeTheFirstByte_CutsTheReplyOff()
    {
        _proxy.Apply(new ProxyRules { Replies = new ResetRule(0) });
        using var client = await ConnectAsync();

        await Assert.ThrowsAsync<IOException>(() => AskAsync(client, "hello"));
    }

    [Fact]
    public async Task DrippedBytes_AreTheSameBytes()
    {
        _proxy.Apply(new ProxyRules { Requests = DripRule.Instance, Replies = DripRule.Instance });
        using var client = await ConnectAsync();

        Assert.Equal("byte by byte", await AskAsync(client, "byte by byte"));
    }

    [Fact]
    public async Task Target_CanMove()
    {
        await using var second = new EchoServer();
        await _server.DisposeAsync();
        _proxy.Target = second.Port;
        using var client = await ConnectAsync();

        Assert.Equal("hello", await AskAsync(client, "hello"));
    }

    private async Task<TcpClient> ConnectAsync()
    {
        var client = new TcpClient();
        await client.ConnectAsync("127.0.0.1", _proxy.Port, Token);
        return client;
    }

    private static async Task<string> AskAsync(TcpClient client, string question)
    {
        await client.GetStream().WriteAsync(Encoding.UTF8.GetBytes(question), Token);
        var answer = new byte[question.Length];
        await client.GetStream().ReadExactlyAsync(answer, Token);
        return Encoding.UTF8.GetString(answer);
    }
}

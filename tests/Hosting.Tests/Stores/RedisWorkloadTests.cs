using System.Net.Sockets;
using Aspire.Hosting.ApplicationModel;
using Switchyard.Hosting.Processes;
using Switchyard.Hosting.Stores;

namespace Switchyard.Hosting.Tests.Stores;

public sealed class RedisWorkloadTests : IDisposable
{
    private readonly RedisResource _redis = new("cache");
    private readonly StoreFixture _fixture;

    public RedisWorkloadTests()
    {
        _redis.Config.AddEndpoint(new() { Name = "tcp" });
        _fixture = new StoreFixture(_redis);
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Server_WithoutPassword_RefusesCommands()
    {
        await using var child = await StoreFixture.StartAsync(Workload(), Token);

        Assert.Equal("-NOAUTH Authentication required.", await AskAsync("GET a"));
    }

    [Fact]
    public async Task Password_IsInAFileOfTheOwnerNotInTheArguments()
    {
        await using var child = await StoreFixture.StartAsync(Workload(), Token);
        var record = await child.Record;
        var password = _fixture.Connections.PasswordOf(_redis);

        var arguments = await File.ReadAllTextAsync($"/proc/{record!.Pid}/cmdline", Token);
        var file = Path.Combine(_fixture.Home.Run, "cache.conf");

        Assert.DoesNotContain(password, arguments, StringComparison.Ordinal);
        Assert.Contains(password, await File.ReadAllTextAsync(file, Token), StringComparison.Ordinal);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
    }

    [Fact]
    public async Task Policy_NeverDropsData()
    {
        await using var child = await StoreFixture.StartAsync(Workload(), Token);

        Assert.Equal("noeviction", await AskAsync($"AUTH {_fixture.Connections.PasswordOf(_redis)}\r\nCONFIG GET maxmemory-policy", lines: 6));
    }

    [Fact]
    public async Task Data_OfAVolume_OutlivesAKill()
    {
        _redis.Config.SetVolume(_redis, name: null, isReadOnly: false);
        await using (var first = await StoreFixture.StartAsync(Workload(), Token))
        {
            Assert.Equal("+OK", await AskAsync($"{Auth()}\r\nSET a 42", lines: 2));
            Signals.Send((await first.Record)!.Pid, Signals.Kill);
            await first.Exited.WaitAsync(Token);
        }

        await using var second = await StoreFixture.StartAsync(Workload(), Token);

        Assert.Equal("42", await AskAsync($"{Auth()}\r\nGET a", lines: 3));
    }

    [Fact]
    public async Task Data_WithoutVolume_EndsWithTheRun()
    {
        await using (var first = await StoreFixture.StartAsync(Workload(), Token))
        {
            await AskAsync($"{Auth()}\r\nSET a 42", lines: 2);
        }

        await using var second = await StoreFixture.StartAsync(Workload(), Token);

        Assert.Equal("$-1", await AskAsync($"{Auth()}\r\nGET a", lines: 2));
    }

    [Theory]
    [InlineData("with space")]
    [InlineData("with\"quote\\")]
    public async Task Password_OfAParameter_MayHoldAnything(string password)
    {
        var redis = new RedisResource("own") { Password = new ParameterResource("pw", () => password, secret: true) };
        redis.Config.AddEndpoint(new() { Name = "tcp" });
        using var fixture = new StoreFixture(redis);
        var workload = new RedisWorkload(redis, fixture.Connections, fixture.Home);

        await using var child = await StoreFixture.StartAsync(workload, Token);

        Assert.True((await workload.ProbeAsync(Token)).IsReady);
    }

    [Fact]
    public async Task Probe_WithoutServer_IsNotReady()
    {
        var probe = await Workload().ProbeAsync(Token);

        Assert.False(probe.IsReady);
        Assert.StartsWith("PING failed: ", probe.Description, StringComparison.Ordinal);
    }

    public void Dispose()
    {
        _fixture.Dispose();
    }

    private RedisWorkload Workload()
    {
        return new RedisWorkload(_redis, _fixture.Connections, _fixture.Home);
    }

    private string Auth()
    {
        return $"AUTH {_fixture.Connections.PasswordOf(_redis)}";
    }

    private async Task<string?> AskAsync(string commands, int lines = 1)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(StoreConnections.Host, _fixture.Connections.PortOf(_redis), Token);
        using var writer = new StreamWriter(client.GetStream()) { AutoFlush = true };
        using var reader = new StreamReader(client.GetStream());
        await writer.WriteAsync($"{commands}\r\n".AsMemory(), Token);
        string? line = null;
        for (var number = 0; number < lines; number++)
        {
            line = await reader.ReadLineAsync(Token);
        }

        return line;
    }
}

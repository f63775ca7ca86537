using System.Net;
using System.Net.Sockets;

namespace Switchyard.OutboundHttp.Tests;

/// <summary>Row B89: addresses of this machine and its network, in every spelling. The listener shows that nothing was sent.</summary>
public sealed class AddressTests : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);

    public AddressTests() => _listener.Start();

    private int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public void Dispose() => _listener.Dispose();

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("127.9.9.9")]
    [InlineData("[::1]")]
    [InlineData("[::]")]
    [InlineData("[::ffff:127.0.0.1]")]
    [InlineData("[::127.0.0.1]")]
    [InlineData("0x7f000001")]
    [InlineData("0x7f.1")]
    [InlineData("2130706433")]
    [InlineData("0177.0.0.1")]
    [InlineData("127.1")]
    [InlineData("localhost")]
    [InlineData("localhost.")]
    [InlineData("LOCALHOST")]
    [InlineData("a.localhost")]
    [InlineData("169.254.169.254")]
    [InlineData("169.254.169.254.")]
    [InlineData("metadata.google.internal")]
    [InlineData("metadata.google.internal.")]
    [InlineData("[fd00::1]")]
    [InlineData("[fd00:ec2::254]")]
    [InlineData("[fe80::1]")]
    [InlineData("[fe80::1%eth0]")]
    [InlineData("[fe80::1%25eth0]")]
    [InlineData("[fec0::1]")]
    [InlineData("100.64.0.1")]
    [InlineData("100.100.100.200")]
    [InlineData("0.0.0.0")]
    [InlineData("0")]
    [InlineData("10.0.0.1")]
    [InlineData("172.16.0.1")]
    [InlineData("172.31.255.255")]
    [InlineData("192.168.1.1")]
    [InlineData("192.0.0.1")]
    [InlineData("198.18.0.1")]
    [InlineData("224.0.0.1")]
    [InlineData("255.255.255.255")]
    [InlineData("[ff02::1]")]
    [InlineData("[64:ff9b::7f00:1]")]
    [InlineData("[64:ff9b:1::7f00:1]")]
    [InlineData("[2002:7f00:1::]")]
    [InlineData("[2001:0:7f00:1::]")]
    [InlineData("[2001:db8::1]")]
    [InlineData("[100::1]")]
    public async Task Address_NotPublic_IsRefusedWithoutAPacket(string host)
    {
        using var client = new OutboundHttpClient(new OutboundHttpOptions(), TimeProvider.System);
        var url = $"http://{host}:{Port}/latest/meta-data";

        await Assert.ThrowsAsync<UrlNotAllowedException>(() => client.FetchAsync(url, TestContext.Current.CancellationToken));
        await Assert.ThrowsAsync<UrlNotAllowedException>(() => client.CheckAsync(url, TestContext.Current.CancellationToken));

        Assert.False(_listener.Pending());
    }

    [Theory]
    [InlineData("93.184.216.34", true)]
    [InlineData("172.15.255.255", true)]
    [InlineData("172.32.0.0", true)]
    [InlineData("100.63.255.255", true)]
    [InlineData("100.128.0.0", true)]
    [InlineData("223.255.255.255", true)]
    [InlineData("::ffff:93.184.216.34", true)]
    [InlineData("2606:2800:220:1::1", true)]
    [InlineData("2003::1", true)]
    [InlineData("::ffff:10.0.0.1", false)]
    [InlineData("4000::1", false)]
    public void Policy_AtTheEdges_KnowsThePublic(string address, bool isAllowed)
    {
        Assert.Equal(isAllowed, new AddressPolicy([]).Allows(IPAddress.Parse(address)));
    }

    [Fact]
    public void Policy_WithAllowedNetwork_AllowsThatAlone()
    {
        var policy = new AddressPolicy(["10.1.0.0/16", "::1/128"]);

        string[] addresses = ["10.1.2.3", "::ffff:10.1.2.3", "::1", "10.2.0.1", "127.0.0.1"];

        Assert.Equal([true, true, true, false, false], addresses.Select(address => policy.Allows(IPAddress.Parse(address))));
    }

    [Fact]
    public async Task Name_ThatMeansThisMachine_IsRefusedWithoutAPacket()
    {
        using var client = Clients.Resolving(["127.0.0.1"]);

        await Assert.ThrowsAsync<UrlNotAllowedException>(() => client.FetchAsync($"http://innocent.example:{Port}/", TestContext.Current.CancellationToken));

        Assert.False(_listener.Pending());
    }

    [Fact]
    public async Task Name_WithOneLocalAddressAmongMany_IsRefusedWithoutAPacket()
    {
        using var client = Clients.Resolving(["93.184.216.34", "2606:2800:220:1::1", "127.0.0.1"]);

        await Assert.ThrowsAsync<UrlNotAllowedException>(() => client.FetchAsync($"http://many.example:{Port}/", TestContext.Current.CancellationToken));

        Assert.False(_listener.Pending());
    }

    [Fact]
    public async Task Name_ThatChangesAfterTheCheck_IsRefusedWithoutAPacket()
    {
        using var client = Clients.Resolving(["93.184.216.34"], ["127.0.0.1"]);
        var url = $"http://rebinding.example:{Port}/";

        var address = await client.CheckAsync(url, TestContext.Current.CancellationToken);
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        var failure = await Assert.ThrowsAsync<HttpRequestException>(() => client.Invoker.SendAsync(request, TestContext.Current.CancellationToken));

        Assert.IsType<UrlNotAllowedException>(failure.InnerException);
        Assert.False(_listener.Pending());
    }
}

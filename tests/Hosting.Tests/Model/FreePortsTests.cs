using System.Net;
using System.Net.Sockets;
using Switchyard.Hosting.Model;

namespace Switchyard.Hosting.Tests.Model;

public sealed class FreePortsTests
{
    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("::1")]
    public void Port_WithAListener_IsNotFree(string address)
    {
        using var listener = new TcpListener(IPAddress.Parse(address), 0);
        listener.Start();

        Assert.False(FreePorts.IsFree(((IPEndPoint)listener.LocalEndpoint).Port));
    }

    [Fact]
    public void Port_Offered_IsFree()
    {
        Assert.True(FreePorts.IsFree(FreePorts.Next()));
    }

    [Fact]
    public void Owner_OfAListener_IsNamedWithPid()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();

        var owner = PortOwner.Find(((IPEndPoint)listener.LocalEndpoint).Port);

        Assert.EndsWith($", pid {Environment.ProcessId}", owner, StringComparison.Ordinal);
    }

    [Fact]
    public void Owner_OfAFreePort_IsNobody()
    {
        Assert.Null(PortOwner.Find(FreePorts.Next()));
    }
}

using System.Net;
using Switchyard.ServiceDefaults.Http;

namespace Switchyard.ServiceDefaults.Tests.Http;

public sealed class LoopbackBypassingProxyTests
{
    private static readonly Uri s_machineProxy = new("http://proxy.example:3128");

    private readonly LoopbackBypassingProxy _proxy = new(new WebProxy(s_machineProxy));

    [Theory]
    [InlineData("http://localhost:7170/v1/models")]
    [InlineData("http://127.0.0.1:7170/")]
    [InlineData("http://127.0.0.2:7170/")]
    [InlineData("http://[::1]:7170/")]
    public void Loopback_GoesDirect(string address)
    {
        Assert.True(_proxy.IsBypassed(new Uri(address)));
        Assert.Null(_proxy.GetProxy(new Uri(address)));
    }

    [Theory]
    [InlineData("https://api.example.com/v1")]
    [InlineData("http://10.0.0.7:8080/")]
    public void OtherMachines_GoThroughTheProxy(string address)
    {
        Assert.False(_proxy.IsBypassed(new Uri(address)));
        Assert.Equal(s_machineProxy, _proxy.GetProxy(new Uri(address)));
    }
}

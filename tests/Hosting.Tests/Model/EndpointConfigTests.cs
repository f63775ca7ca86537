using Switchyard.Hosting.Model;

namespace Switchyard.Hosting.Tests.Model;

public sealed class EndpointConfigTests
{
    [Theory]
    [InlineData(1, null, null, false)]
    [InlineData(2, null, null, true)]
    [InlineData(1, 8080, null, true)]
    [InlineData(1, 7000, null, false)]
    [InlineData(1, null, true, true)]
    [InlineData(1, null, false, false)]
    public void Proxy_IsThereOnlyWhereNeeded(int replicas, int? targetPort, bool? isProxied, bool expected)
    {
        var endpoint = new EndpointConfig { Name = "http", Port = 7000, TargetPort = targetPort, IsProxied = isProxied };

        Assert.Equal(expected, endpoint.NeedsProxy(replicas));
    }
}

using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Switchyard.Hosting.Model;

namespace Switchyard.Hosting.Tests.Model;

public sealed class ResourceConfigTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(65536)]
    [InlineData(-1)]
    public void Port_OutOfRange_IsRefused(int port)
    {
        var exception = Assert.Throws<DistributedApplicationException>(() => new ResourceConfig().AddEndpoint(new EndpointConfig { Name = "http", Port = port }));

        Assert.Equal($"{port} is not a port. Choose one from 1 to 65535; SWITCHYARD_PORT_OFFSET is added to all of them.", exception.Message);
    }

    [Fact]
    public void Endpoint_WithSameName_IsRefused()
    {
        var config = new ResourceConfig();
        config.AddEndpoint(new EndpointConfig { Name = "http" });

        var exception = Assert.Throws<DistributedApplicationException>(() => config.AddEndpoint(new EndpointConfig { Name = "http" }));

        Assert.Equal("There is an endpoint 'http' already. Give the second one another name.", exception.Message);
    }

    [Fact]
    public void Volume_WithoutName_HasTheResourcesName()
    {
        var resource = new RedisResource("cache");

        resource.Config.SetVolume(resource, name: null, isReadOnly: false);

        Assert.Equal("cache", resource.Config.Volume);
    }

    [Fact]
    public void Volume_ReadOnly_IsRefused()
    {
        var resource = new RedisResource("cache");

        Assert.Throws<DistributedApplicationException>(() => resource.Config.SetVolume(resource, name: null, isReadOnly: true));
    }
}

using Microsoft.Extensions.Configuration;
using Switchyard.Web.Clients;
using Xunit;

namespace Switchyard.Web.Tests.Clients;

public sealed class ServiceCatalogTests
{
    [Fact]
    public void Names_References_AreInTheOrderRequestsMeetThem()
    {
        var catalog = Create("inference-10", "inference-2", "agenthost", "inference-1", "ROUTER", "web");

        Assert.Equal(["router", "agenthost", "inference-1", "inference-2", "inference-10"], catalog.Names);
    }

    [Fact]
    public void Names_NoReference_AreNone() => Assert.Empty(Create().Names);

    private static ServiceCatalog Create(params string[] names)
        => new(new ConfigurationBuilder().AddInMemoryCollection(names.ToDictionary(static name => $"services:{name}:http:0", static _ => (string?)"http://localhost:1")).Build());
}

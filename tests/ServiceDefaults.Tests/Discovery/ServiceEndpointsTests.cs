using Microsoft.Extensions.Configuration;
using Switchyard.ServiceDefaults.Discovery;

namespace Switchyard.ServiceDefaults.Tests.Discovery;

public sealed class ServiceEndpointsTests
{
    [Theory]
    [InlineData("http://api/v1/x?q=1", "http://127.0.0.1:5001/v1/x?q=1")]
    [InlineData("https://api/v1", "https://127.0.0.1:5002/v1")]
    [InlineData("https+http://api/v1", "https://127.0.0.1:5002/v1")]
    [InlineData("https+http://plain/v1", "http://127.0.0.1:5003/v1")]
    [InlineData("http://_admin.api/", "http://127.0.0.1:5004/")]
    [InlineData("http://based/v1", "http://127.0.0.1:5005/base/v1")]
    [InlineData("http://api:9999/v1", "http://127.0.0.1:5001/v1")]
    public void Resolve_Configured_UsesItsAddress(string uri, string expected) => Assert.Equal(expected, Resolve(uri));

    [Theory]
    [InlineData("http://example.com/x", "http://example.com/x")]
    [InlineData("http://127.0.0.1:80/x", "http://127.0.0.1/x")]
    [InlineData("http://localhost/x", "http://localhost/x")]
    [InlineData("http://ollama:11434/v1", "http://ollama:11434/v1")]
    [InlineData("https+http://example.com/x", "https://example.com/x")]
    public void Resolve_OrdinaryHost_IsLeftAlone(string uri, string expected) => Assert.Equal(expected, Resolve(uri));

    [Theory]
    [InlineData("http://routr/v1", "services__routr__http__0")]
    [InlineData("https+http://routr/v1", "services__routr__http__0")]
    [InlineData("http://_metrics.api/", "services__api__metrics__0")]
    public void Resolve_NotConfigured_NamesTheKeyToSet(string uri, string key)
    {
        var exception = Assert.Throws<HttpRequestException>(() => Resolve(uri));

        Assert.Contains(key, exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Resolve_SeveralAddresses_TakesTurns()
    {
        using var endpoints = new ServiceEndpoints(Configure(("services:n:http:0", "http://a:1"), ("services:n:http:1", "http://b:2"), ("services:other:http:0", "http://c:3")));

        var picked = Enumerable.Range(0, 4).Select(_ =>
        {
            endpoints.Resolve(new Uri("http://other"));
            return endpoints.Resolve(new Uri("http://n")).Host;
        });

        Assert.Equal(["a", "b", "a", "b"], picked);
    }

    [Fact]
    public void Resolve_ChangedConfiguration_IsSeen()
    {
        var configuration = Configure(("services:n:http:0", "http://a:1"));
        using var endpoints = new ServiceEndpoints(configuration);
        endpoints.Resolve(new Uri("http://n"));

        configuration["services:n:http:0"] = "http://b:2";
        configuration.Reload();

        Assert.Equal("http://b:2/", endpoints.Resolve(new Uri("http://n")).ToString());
    }

    [Fact]
    public void Resolve_AddressWithoutScheme_IsTold()
    {
        using var endpoints = new ServiceEndpoints(Configure(("services:n:http:0", "nonsense")));

        var exception = Assert.Throws<InvalidOperationException>(() => endpoints.Resolve(new Uri("http://n")));

        Assert.Equal("The address 'nonsense' in services:n:http is not an absolute URL.", exception.Message);
    }

    private static string Resolve(string uri)
    {
        using var endpoints = new ServiceEndpoints(Configure(
            ("services:api:http:0", "http://127.0.0.1:5001"),
            ("services:api:https:0", "https://127.0.0.1:5002"),
            ("services:plain:http:0", "http://127.0.0.1:5003"),
            ("services:api:admin:0", "http://127.0.0.1:5004"),
            ("services:based:http:0", "http://127.0.0.1:5005/base/")));
        return endpoints.Resolve(new Uri(uri)).ToString();
    }

    private static IConfigurationRoot Configure(params (string Key, string Value)[] settings) =>
        new ConfigurationBuilder().AddInMemoryCollection(settings.Select(setting => new KeyValuePair<string, string?>(setting.Key, setting.Value))).Build();
}

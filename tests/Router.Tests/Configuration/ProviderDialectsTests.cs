using Switchyard.Providers.Catalog;
using Switchyard.Router.Configuration;
using Xunit;

namespace Switchyard.Router.Tests.Configuration;

public sealed class ProviderDialectsTests
{
    [Theory]
    [InlineData("http://x", ProviderApi.Chat, "http://x/v1")]
    [InlineData("http://x/openai/v1/", ProviderApi.Chat, "http://x/openai/v1")]
    [InlineData("http://x", ProviderApi.Anthropic, "http://x/v1")]
    [InlineData("http://x/v1", ProviderApi.Anthropic, "http://x/v1")]
    [InlineData("http://x/anthropic", ProviderApi.Anthropic, "http://x/anthropic/v1")]
    [InlineData("http://x", ProviderApi.Gemini, "http://x/v1beta")]
    [InlineData("http://x/v1", ProviderApi.Gemini, "http://x/v1")]
    [InlineData("http://x:11434/v1", ProviderApi.Ollama, "http://x:11434/")]
    [InlineData("http://x/ollama", ProviderApi.Ollama, "http://x/ollama")]
    public void Root_LacksOrHasAVersion_IsWhereTheApiBegins(string address, ProviderApi api, string expected) =>
        Assert.Equal(expected, ProviderDialects.Root(new Uri(address), api).AbsoluteUri);

    [Fact]
    public void Dialect_OfServices_IsRefused()
    {
        var said = RouterHost.StartInVain(("Router:Providers:mine:Service", "box"), ("Router:Providers:mine:Dialect", "gemini"));

        Assert.Contains("Router:Providers:mine:Dialect: services speak chat completions", said, StringComparison.Ordinal);
    }

    [Fact]
    public void Dialect_Unknown_StopsTheStart() =>
        Assert.Contains("Router:Providers:mine:Dialect", RouterHost.StartInVain(("Router:Providers:mine:BaseUrl", "http://x"), ("Router:Providers:mine:Dialect", "klingon")), StringComparison.Ordinal);
}

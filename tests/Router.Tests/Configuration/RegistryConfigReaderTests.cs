using Microsoft.Extensions.Configuration;
using Switchyard.Router.Configuration;
using Xunit;

namespace Switchyard.Router.Tests.Configuration;

public sealed class RegistryConfigReaderTests
{
    [Fact]
    public void Read_Nodes_AreFoundInOrder()
    {
        var config = Read(
            ("services:inference-10:http:0", "http://localhost:7380"),
            ("services:inference-2:http:0", "http://localhost:7372"),
            ("services:inferences:http:0", "http://localhost:1"),
            ("services:agenthost:http:0", "http://localhost:7270"));

        var local = Assert.Single(config.Providers, provider => provider.Kind == ProviderKind.Nodes);
        Assert.Equal("local", local.Id);
        Assert.Equal([("inference-2", "http://localhost:7372/v1"), ("inference-10", "http://localhost:7380/v1")], local.Endpoints.Select(endpoint => (endpoint.Name, endpoint.Root.AbsoluteUri)));
    }

    [Fact]
    public void Read_OllamaOff_IsNotLookedFor()
    {
        Assert.Equal(["ollama"], Read().Providers.Select(provider => provider.Id));
        Assert.Empty(Read(("Router:FindOllama", "false")).Providers);
        Assert.Equal(["ollama"], Read(("Router:FindOllama", "false"), ("OLLAMA_HOST", "box")).Providers.Select(provider => provider.Id));
    }

    [Fact]
    public void Read_ConfiguredProvider_OverridesTheKnownOne()
    {
        var config = Read(("OPENAI_API_KEY", "sk-1"), ("Router:Providers:openai:BaseUrl", "http://proxy:1/openai/v1"), ("Router:Providers:openai:Models:0", "gpt-4o-mini"), ("Router:FindOllama", "false"));

        var openai = Assert.Single(config.Providers);
        Assert.Equal(("OpenAI", "http://proxy:1/openai/v1", "sk-1"), (openai.Name, openai.Endpoints[0].Root.AbsoluteUri, openai.ApiKey?.Reveal()));
        Assert.Equal(["gpt-4o-mini"], openai.Models);
    }

    [Theory]
    [InlineData(" sk-1\r\n", "sk-1")]
    [InlineData(" \n", null)]
    public void Read_ApiKeyWithSpaceAround_IsTrimmed(string value, string? expected)
    {
        var config = Read(("MY_KEY", value), ("Router:Providers:mine:BaseUrl", "http://mine:1"), ("Router:Providers:mine:ApiKeyVariable", "MY_KEY"), ("Router:FindOllama", "false"));

        Assert.Equal(expected, Assert.Single(config.Providers).ApiKey?.Reveal());
    }

    [Fact]
    public void Read_BlankKeyOfAKnownProvider_SwitchesNothingOn() => Assert.Empty(Read(("OPENAI_API_KEY", " "), ("Router:FindOllama", "false")).Providers);

    [Fact]
    public void Read_RouteWithColonInTheModel_UsesItsModelMember()
    {
        var config = Read(("Router:Routes:small:Model", "ollama/qwen3:4b"), ("Router:Routes:small:Fallbacks:0", "local/pocket"));

        Assert.Equal(["local/pocket"], config.Fallbacks["ollama/qwen3:4b"]);
    }

    private static RegistryConfig Read(params (string Key, string? Value)[] settings)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(settings.ToDictionary(pair => pair.Key, pair => pair.Value)).Build();
        var options = new RouterOptions();
        configuration.GetSection(RouterOptions.SectionName).Bind(options);
        return RegistryConfigReader.Read(options, configuration, KnownProviders.BuiltIn);
    }
}

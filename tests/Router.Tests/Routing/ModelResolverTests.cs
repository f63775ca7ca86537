using System.Collections.Frozen;
using System.Collections.Immutable;
using Switchyard.Contracts.OpenAI;
using Switchyard.Router.Configuration;
using Switchyard.Router.Forwarding;
using Switchyard.Router.Model;
using Switchyard.Router.Routing;
using Xunit;

namespace Switchyard.Router.Tests.Routing;

public sealed class ModelResolverTests
{
    [Theory]
    [InlineData(null, "local/pocket")]
    [InlineData("", "local/pocket")]
    [InlineData("default", "local/pocket")]
    [InlineData("pocket", "local/pocket")]
    [InlineData("local/pocket", "local/pocket")]
    [InlineData("fast", "openai/gpt-4o-mini")]
    [InlineData("gpt-5", "openai/gpt-5")]
    [InlineData("openai/any/thing:1", "openai/any/thing:1")]
    [InlineData("ollama/qwen3:4b", "ollama/qwen3:4b")]
    [InlineData("fixed/a", "fixed/a")]
    [InlineData("fixed/b", null)]
    [InlineData("local/other", null)]
    [InlineData("local/", null)]
    [InlineData("/pocket", null)]
    [InlineData("nobody/x", null)]
    [InlineData("Pocket", null)]
    [InlineData("qwen3:4b", null)]
    [InlineData("openai/a b", null)]
    [InlineData("openai/a\n", null)]
    [InlineData("openai/\u202Ex", null)]
    public void Resolve_ModelString_MeansOneModel(string? name, string? expected) => Assert.Equal(expected, new ModelResolver(Registry(null)).Resolve(name, UpstreamOperation.Chat)?.ModelId);

    [Fact]
    public void Resolve_ConfiguredDefault_WinsOverTheNodes()
    {
        var resolver = new ModelResolver(Registry("openai/gpt-4o"));

        Assert.Equal(["openai/gpt-4o", "openai/gpt-4o", "local/pocket"], new[] { null, "default", "pocket" }.Select(name => resolver.Resolve(name, UpstreamOperation.Chat)?.ModelId));
    }

    [Theory]
    [InlineData("whatever", "fixed", null)]
    [InlineData("a", "fixed", "fixed/a")]
    [InlineData("whatever", "openai", "openai/whatever")]
    [InlineData("gpt-5", "fixed", "openai/gpt-5")]
    [InlineData("pocket", "openai", "local/pocket")]
    [InlineData("nobody/x", "openai", null)]
    [InlineData("whatever", "nobody", null)]
    public void Resolve_UnknownBareName_GoesToTheDefaultProvider(string name, string provider, string? expected)
    {
        var registry = Registry(null);
        registry.Apply(registry.Config with { DefaultProvider = provider });

        Assert.Equal(expected, new ModelResolver(registry).Resolve(name, UpstreamOperation.Chat)?.ModelId);
    }

    /// <summary>Whether the alias's model has been listed or not.</summary>
    [Theory]
    [InlineData("local/pocket", "ollama/qwen3:4b")]
    [InlineData("local/pocket", "fixed/a")]
    [InlineData("pocket", "ollama/qwen3:4b")]
    [InlineData("pocket", "fixed/a")]
    [InlineData("default", "ollama/qwen3:4b")]
    [InlineData("default", "fixed/a")]
    public void Resolve_AliasOfAListedName_LeadsToItsModel(string alias, string target)
    {
        var registry = Registry(null);
        registry.Apply(registry.Config with { Aliases = new Dictionary<string, string> { [alias] = target, ["*"] = "openai/*" }.ToFrozenDictionary() });

        Assert.Equal(target, new ModelResolver(registry).Resolve(alias, UpstreamOperation.Chat)?.ModelId);
    }

    [Theory]
    [InlineData("local/pocket", "local/pocket")]
    [InlineData("pocket", "local/pocket")]
    [InlineData("*", "openai/*")]
    [InlineData("a*b", "openai/a*b")]
    [InlineData("a/../b?c#d", "openai/a/../b?c#d")]
    public void Resolve_AliasOfAllNames_LeavesListedOnes(string name, string expected)
    {
        var registry = Registry(null);
        registry.Apply(registry.Config with { Aliases = new Dictionary<string, string> { ["*"] = "openai/*" }.ToFrozenDictionary() });

        Assert.Equal(expected, new ModelResolver(registry).Resolve(name, UpstreamOperation.Chat)?.ModelId);
    }

    [Fact]
    public void Resolve_AliasOfWhatIsNotThere_IsTheListedName()
    {
        var registry = Registry(null);
        registry.Apply(registry.Config with { Aliases = new Dictionary<string, string> { ["pocket"] = "nobody/x" }.ToFrozenDictionary() });

        Assert.Equal("local/pocket", new ModelResolver(registry).Resolve("pocket", UpstreamOperation.Chat)?.ModelId);
    }

    [Fact]
    public void Resolve_VeryLongName_IsUnknown() => Assert.Null(new ModelResolver(Registry(null)).Resolve("openai/" + new string('x', 10_000), UpstreamOperation.Chat));

    [Fact]
    public void Snapshot_Entries_CarryIdsAliasesAndOwner()
    {
        var info = Registry(null).Current.Models.Single(entry => entry.Provider.Config.Id == "local").Info;

        Assert.Equal(("local/pocket", "local", 1024), (info.Id, info.OwnedBy, info.MaxModelLen));
        Assert.Equal(["default", "pocket"], info.Aliases!);
    }

    private static ModelRegistry Registry(string? defaultModel)
    {
        var registry = new ModelRegistry(new RegistryConfig
        {
            DefaultModel = defaultModel,
            Aliases = new Dictionary<string, string> { ["fast"] = "openai/gpt-4o-mini" }.ToFrozenDictionary(),
            Fallbacks = FrozenDictionary<string, ImmutableArray<string>>.Empty,
            Providers =
            [
                Provider("local", ProviderKind.Nodes),
                Provider("openai", ProviderKind.Endpoint) with { ModelPrefixes = ["gpt-"] },
                Provider("fixed", ProviderKind.Endpoint) with { Models = ["a"] },
                Provider("ollama", ProviderKind.Probed),
            ],
        });
        registry.ById["local"].Endpoints[0].State = new EndpointState(EndpointStatus.Ready, [new ModelInfo { Id = "pocket", MaxModelLen = 1024 }], null);
        registry.Rebuild();
        return registry;
    }

    private static ProviderConfig Provider(string id, ProviderKind kind) => new(id, id, kind) { Endpoints = [new EndpointConfig(id, new Uri($"http://{id}/v1"))] };
}

using System.Collections.Frozen;
using System.Collections.Immutable;
using Switchyard.Contracts.OpenAI;
using Switchyard.Router.Configuration;
using Switchyard.Router.Model;
using Xunit;

namespace Switchyard.Router.Tests.Model;

public sealed class RegistrySnapshotBuilderTests
{
    [Fact]
    public void Build_FailedOnOneNode_IsServedByTheOther()
    {
        var registry = Registry([Info("pocket", "failed")], [Info("pocket", "loaded")]);

        var entry = registry.Current.Names["pocket"];

        Assert.Equal(["b"], entry.Endpoints.Select(endpoint => endpoint.Config.Name));
        Assert.Equal("loaded", entry.Info.State);
    }

    [Fact]
    public void Build_FailedEverywhere_IsListedWithItsStateAndNoAddress()
    {
        var registry = Registry([Info("broken", "failed"), Info("pocket", "loaded")], [Info("broken", "failed")]);

        var entry = registry.Current.Names["local/broken"];

        Assert.Equal(("failed", 0), (entry.Info.State, entry.Endpoints.Length));
        Assert.Equal("local/pocket", registry.Current.Names["default"].Info.Id);
    }

    [Fact]
    public void Build_UnloadedModel_IsServed() => Assert.Equal(2, Registry([Info("pocket", "unloaded")], [Info("pocket", null)]).Current.Names["pocket"].Endpoints.Length);

    private static ModelInfo Info(string id, string? state) => new() { Id = id, State = state };

    private static ModelRegistry Registry(params ImmutableArray<ModelInfo>[] models)
    {
        var registry = new ModelRegistry(new RegistryConfig
        {
            Aliases = FrozenDictionary<string, string>.Empty,
            Fallbacks = FrozenDictionary<string, ImmutableArray<string>>.Empty,
            Providers = [new ProviderConfig("local", "Local", ProviderKind.Nodes) { Endpoints = [new EndpointConfig("a", new Uri("http://a/v1")), new EndpointConfig("b", new Uri("http://b/v1"))] }],
        });
        foreach (var (endpoint, listed) in registry.Providers[0].Endpoints.Zip(models))
        {
            endpoint.State = new EndpointState(EndpointStatus.Ready, listed, null);
        }

        registry.Rebuild();
        return registry;
    }
}

using System.Diagnostics.CodeAnalysis;
using Switchyard.Router.Configuration;
using Switchyard.Router.Forwarding;
using Switchyard.Router.Model;

namespace Switchyard.Router.Routing;

/// <summary>Finds what a model string means: an alias of just this name, a listed name, an alias that begins so, <c>provider/model</c>, a name only one provider's models begin with, or one the default provider is asked for.</summary>
internal sealed class ModelResolver(ModelRegistry registry)
{
    private const int MaxNameLength = 256;

    /// <summary>Resolves <paramref name="name"/>; <see langword="null"/> means the default model of <paramref name="operation"/>.</summary>
    public ModelTarget? Resolve(string? name, UpstreamOperation operation)
    {
        var wanted = string.IsNullOrEmpty(name) ? DefaultOf(operation) : name;
        return IsPlausible(wanted) ? FindAliased(wanted) ?? FindListed(wanted) ?? FindAlias(wanted) ?? Guess(wanted) : null;
    }

    private string DefaultOf(UpstreamOperation operation) => operation == UpstreamOperation.Embeddings
        ? registry.Config.DefaultEmbeddingModel ?? RegistrySnapshot.DefaultEmbedderName
        : registry.Config.DefaultModel ?? RegistrySnapshot.DefaultName;

    // Whether the alias's model has been listed yet does not matter: an operator who renames a listed model means it.
    private ModelTarget? FindAliased(string name) => registry.Config.Aliases.TryGetValue(name, out var target) ? Find(target) : null;

    private ModelTarget? FindAlias(string name) =>
        NamePatterns.TryFind(registry.Config.Aliases, name, out var target, out var rest) ? Find(NamePatterns.Expand(target, rest))
        : name == RegistrySnapshot.DefaultName && registry.Config.DefaultModel is { } standard ? Find(standard)
        : null;

    private ModelTarget? Find(string name) => FindListed(name) ?? Guess(name);

    private ModelTarget? FindListed(string name) =>
        registry.Current.Names.TryGetValue(name, out var entry) ? new ModelTarget(entry.Provider, entry.UpstreamName, entry.Endpoints) : null;

    private ModelTarget? Guess(string name)
    {
        var slash = name.IndexOf('/', StringComparison.Ordinal);
        return slash < 0 ? FindByPrefix(name) ?? FindAtDefault(name)
            : registry.ById.TryGetValue(name[..slash], out var provider) ? FindAt(provider, name[(slash + 1)..])
            : null;
    }

    // The default model's name stands for one of the nodes' models, also while they are not there yet.
    private ModelTarget? FindAtDefault(string name) =>
        name is not (RegistrySnapshot.DefaultName or RegistrySnapshot.DefaultEmbedderName) && registry.Config.DefaultProvider is { } id && registry.ById.TryGetValue(id, out var provider) ? FindAt(provider, name) : null;

    // A provider that lists all it has is believed; one that was asked for nothing, or is away, gets the request and judges for itself.
    private ModelTarget? FindAt(Provider provider, string model)
    {
        if (FindListed($"{provider.Config.Id}/{model}") is { } listed)
        {
            return listed;
        }

        var isComplete = provider.Config.Models.Length > 0 || (provider.Config.Kind != ProviderKind.Endpoint && registry.Current.Listed.Contains(provider));
        return model.Length == 0 || isComplete ? null : new ModelTarget(provider, model, provider.Endpoints);
    }

    private ModelTarget? FindByPrefix(string name)
    {
        foreach (var provider in registry.Providers)
        {
            foreach (var prefix in provider.Config.ModelPrefixes)
            {
                if (name.StartsWith(prefix, StringComparison.Ordinal))
                {
                    return FindAt(provider, name);
                }
            }
        }

        return null;
    }

    // Names end up in logs, metrics and upstream requests; nothing a real model is called is refused by this.
    public static bool IsPlausible([NotNullWhen(true)] string? name)
    {
        if (name is not { Length: > 0 and <= MaxNameLength })
        {
            return false;
        }

        foreach (var character in name)
        {
            if (character is <= ' ' or > '~')
            {
                return false;
            }
        }

        return true;
    }
}

using System.Diagnostics.CodeAnalysis;
using Switchyard.Contracts.Routing;
using Switchyard.Router.Model;
using Switchyard.Router.Routing;
using Switchyard.ServiceDefaults.Errors;

namespace Switchyard.Router.Pulls;

/// <summary>A model that a provider is to fetch or to throw away.</summary>
/// <param name="Provider">The provider.</param>
/// <param name="Name">Its name for the model.</param>
internal sealed record StoredModel(Provider Provider, string Name)
{
    private const int MaxNameLength = 512;

    /// <summary>Gets the model's id in the list of models.</summary>
    public string Id => $"{Provider.Config.Id}/{Name}";

    /// <summary>Finds what a pull is about. The provider is named by <paramref name="path"/>, by the body, by the model, or is the only one that can.</summary>
    public static bool TryFindPull(PullModelRequest body, ProviderPath? path, ModelRegistry registry, [NotNullWhen(true)] out StoredModel? model, [NotNullWhen(false)] out ApiError? error)
    {
        (model, error) = (null, null);
        if (string.IsNullOrEmpty(body.Model))
        {
            error = ApiErrors.MissingParameter("model", "'model' must name the model to pull, such as \"qwen3:4b\".");
        }
        else if (body.Model.Length > MaxNameLength || body.Model.Any(static character => character is <= ' ' or > '~'))
        {
            error = ApiErrors.InvalidValue("model", $"'model' must be 1 to {MaxNameLength} printable ASCII characters without spaces.");
        }
        else if ((path?.Provider ?? body.Provider) is { } named)
        {
            model = Find(named, body.Model, registry, out error);
        }
        else if (Split(body.Model, registry) is { } split)
        {
            model = split;
        }
        else
        {
            model = FindOnly(body.Model, registry, out error);
        }

        return Check(ref model, ref error);
    }

    /// <summary>Finds the model to remove, which is named as the list of models names it, or for a provider's own path by its name there.</summary>
    public static bool TryFindRemoval(string id, ProviderPath? path, ModelRegistry registry, [NotNullWhen(true)] out StoredModel? model, [NotNullWhen(false)] out ApiError? error)
    {
        (model, error) = (null, null);
        if (path is not null)
        {
            var whole = Split(id, registry);
            model = whole?.Provider.Config.Id == path.Provider ? whole : Find(path.Provider, id, registry, out error);
        }
        else if (Split(id, registry) is { } split)
        {
            model = split;
        }
        else
        {
            error = registry.Current.Names.GetValueOrDefault(id) is { } entry
                ? ApiErrors.InvalidValue("model", $"'{id}' is another name of '{entry.Info.Id}'; name the model itself.")
                : ApiErrors.ModelNotFound(id);
        }

        return Check(ref model, ref error);
    }

    private static bool Check([NotNullWhen(true)] ref StoredModel? model, [NotNullWhen(false)] ref ApiError? error)
    {
        if (model is not null && !model.Provider.Config.CanPull)
        {
            error = ApiErrors.NotImplemented(null, $"The provider '{model.Provider.Config.Id}' has no API to pull or remove models with, only Ollama has; set the model up where the provider runs.");
            model = null;
        }

        return model is not null;
    }

    private static StoredModel? Find(string provider, string name, ModelRegistry registry, out ApiError? error)
    {
        var found = registry.ById.GetValueOrDefault(provider);
        error = found is null ? ApiErrors.NotFound($"There is no such provider. GET /providers lists those there are.") : null;
        return found is null ? null : new StoredModel(found, name);
    }

    private static StoredModel? Split(string id, ModelRegistry registry) =>
        id.IndexOf('/', StringComparison.Ordinal) is > 0 and var slash && slash < id.Length - 1 && registry.ById.GetValueOrDefault(id[..slash]) is { } provider ? new StoredModel(provider, id[(slash + 1)..]) : null;

    private static StoredModel? FindOnly(string name, ModelRegistry registry, out ApiError? error)
    {
        var able = registry.Providers.Where(provider => provider.Config.CanPull).ToList();
        error = able.Count switch
        {
            0 => ApiErrors.NotImplemented(null, "There is no provider here that can pull models. Start Ollama, or name its address by OLLAMA_HOST."),
            1 => null,
            _ => ApiErrors.MissingParameter("provider", $"Several providers can pull models: {string.Join(", ", able.Select(provider => provider.Config.Id))}. Name one with 'provider'."),
        };
        return able.Count == 1 ? new StoredModel(able[0], name) : null;
    }
}

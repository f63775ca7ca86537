using Microsoft.Extensions.Primitives;
using Switchyard.Router.Model;
using Switchyard.ServiceDefaults.Errors;

namespace Switchyard.Router.Metadata;

/// <summary>Which models <c>GET /v1/models</c> is asked for. A model that does not say what it can do passes no filter that asks for something.</summary>
internal sealed class ModelFilter
{
    private readonly List<Func<ModelEntry, bool>> _rules = [];

    private ModelFilter()
    {
    }

    /// <summary>Reads the filter of <paramref name="query"/>, for the models of <paramref name="provider"/> alone where the path names one.</summary>
    public static (ModelFilter? Filter, ApiError? Error) Read(IQueryCollection query, ModelRegistry registry, string? provider)
    {
        var filter = new ModelFilter();
        if (provider is not null)
        {
            filter._rules.Add(entry => entry.Provider.Config.Id == provider);
        }

        var error = filter.Add("provider", query["provider"], [.. registry.Providers.Select(provider => provider.Config.Id)], static (entry, word) => entry.Provider.Config.Id == word)
            ?? filter.Add("capability", query["capability"], ModelWords.Capabilities, static (entry, word) => entry.Info.Capabilities?.Contains(word) is true)
            ?? filter.Add("input", query["input"], ModelWords.Inputs, static (entry, word) => ModelCatalog.InputsOf(entry.Info).Contains(word))
            ?? filter.Add("output", query["output"], ModelWords.Outputs, static (entry, word) => ModelCatalog.OutputsOf(entry.Info).Contains(word));
        return error is null ? (filter, null) : (null, error);
    }

    public bool Passes(ModelEntry entry) => _rules.TrueForAll(rule => rule(entry));

    private ApiError? Add(string name, StringValues words, IReadOnlyList<string> known, Func<ModelEntry, string, bool> rule)
    {
        foreach (var word in words)
        {
            if (word is null || !known.Contains(word, StringComparer.Ordinal))
            {
                return ApiErrors.InvalidValue(name, $"There is no such {name}; there are {string.Join(", ", known)}.");
            }

            _rules.Add(entry => rule(entry, word));
        }

        return null;
    }
}

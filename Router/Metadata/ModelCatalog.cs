using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Reflection;
using Switchyard.Contracts.OpenAI;
using Switchyard.Router.Configuration;

namespace Switchyard.Router.Metadata;

/// <summary>Completes what a provider says of a model: an operator's word first, then the provider's, then what is publicly known.</summary>
internal static class ModelCatalog
{
    private const string Resource = "models.json";

    private static readonly FrozenDictionary<string, ModelOptions> s_known = ReadKnown();

    /// <summary>Completes <paramref name="info"/> of the model <paramref name="name"/> at <paramref name="provider"/>.</summary>
    public static ModelInfo Complete(ModelInfo info, ProviderConfig provider, string name)
    {
        var (told, known) = (Find(provider.Metadata, name), Find(s_known, $"{provider.Server}/{name}"));
        return told is null && known is null ? info : info with
        {
            MaxModelLen = told?.ContextLength ?? info.MaxModelLen ?? known?.ContextLength,
            MaxOutputTokens = told?.MaxOutputTokens ?? info.MaxOutputTokens ?? known?.MaxOutputTokens,
            Capabilities = Words(told?.Capabilities) ?? info.Capabilities ?? Words(known?.Capabilities),
            InputModalities = Words(told?.Input) ?? info.InputModalities ?? Words(known?.Input),
            OutputModalities = Words(told?.Output) ?? info.OutputModalities ?? Words(known?.Output),
            Score = told?.Score ?? info.Score,
            Prices = Prices(told, known) ?? info.Prices,
        };
    }

    /// <summary>Gets how the model <paramref name="name"/> at <paramref name="provider"/> is told how much to think; <see langword="null"/> where nothing is known.</summary>
    public static ThinkingStyle? ThinkingOf(ProviderConfig provider, string name) =>
        Find(provider.Metadata, name)?.Thinking ?? Find(s_known, $"{provider.Server}/{name}")?.Thinking;

    /// <summary>Gets what a model takes, as far as it says: what it can do implies some of it.</summary>
    public static IReadOnlyList<string> InputsOf(ModelInfo info) => info.InputModalities ?? (info.Capabilities is not { Count: > 0 } capabilities ? []
        : [.. capabilities.Contains("vision") ? (ReadOnlySpan<string>)["text", "image"] : ["text"]]);

    /// <summary>Gets what a model makes, as far as it says.</summary>
    public static IReadOnlyList<string> OutputsOf(ModelInfo info) => info.OutputModalities ?? (info.Capabilities is not { Count: > 0 } capabilities ? []
        : [.. capabilities.Contains("embeddings") ? (ReadOnlySpan<string>)["embedding"] : [], .. capabilities.Contains("chat") || capabilities.Contains("completion") ? (ReadOnlySpan<string>)["text"] : []]);

    // An exact name, else the longest beginning.
    private static ModelOptions? Find(IReadOnlyDictionary<string, ModelOptions> models, string name) =>
        models.Count == 0 ? null
        : models.TryGetValue(name, out var exact) ? exact
        : models.Where(pair => pair.Key.EndsWith('*') && name.StartsWith(pair.Key[..^1], StringComparison.Ordinal)).OrderByDescending(pair => pair.Key.Length).Select(pair => pair.Value).FirstOrDefault();

    private static List<string>? Words(List<string>? words) => words is { Count: > 0 } ? words : null;

    private static ModelPrices? Prices(ModelOptions? told, ModelOptions? known)
    {
        var prices = new ModelPrices
        {
            Input = told?.InputPrice ?? known?.InputPrice,
            Output = told?.OutputPrice ?? known?.OutputPrice,
            CachedInput = told?.CachedInputPrice ?? known?.CachedInputPrice,
        };
        return prices == new ModelPrices() ? null : prices;
    }

    private static FrozenDictionary<string, ModelOptions> ReadKnown()
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(Resource)!;
        var models = new ConfigurationBuilder().AddJsonStream(stream).Build().Get<Dictionary<string, ModelOptions>>(binder => binder.ErrorOnUnknownConfiguration = true)!;
        return models.ToFrozenDictionary(StringComparer.Ordinal);
    }
}

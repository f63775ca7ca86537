using Switchyard.Router.Metadata;

namespace Switchyard.Router.Configuration;

/// <summary>Finds what is wrong with what an operator says of models.</summary>
internal static class MetadataChecks
{
    public static IEnumerable<string> Check(RouterOptions options) => options.Providers.SelectMany(
        provider => provider.Value.Metadata.SelectMany(model => Check($"{RouterOptions.SectionName}:Providers:{provider.Key}:Metadata:{model.Key}", model.Value)));

    private static IEnumerable<string> Check(string key, ModelOptions model)
    {
        if (model.ContextLength is < 1)
        {
            yield return $"{key}:ContextLength: {model.ContextLength} must be at least 1.";
        }

        if (model.MaxOutputTokens is < 1)
        {
            yield return $"{key}:MaxOutputTokens: {model.MaxOutputTokens} must be at least 1.";
        }

        if (model.Score is < 0 or > 1)
        {
            yield return $"{key}:Score: {model.Score} must be from 0 to 1.";
        }

        foreach (var (name, price) in new[] { ("InputPrice", model.InputPrice), ("OutputPrice", model.OutputPrice), ("CachedInputPrice", model.CachedInputPrice) })
        {
            if (price is < 0)
            {
                yield return $"{key}:{name}: {price} must not be negative.";
            }
        }

        foreach (var (name, words, known) in new[] { ("Capabilities", model.Capabilities, ModelWords.Capabilities), ("Input", model.Input, ModelWords.Inputs), ("Output", model.Output, ModelWords.Outputs) })
        {
            foreach (var word in words.Except(known, StringComparer.Ordinal))
            {
                yield return $"{key}:{name}: '{word}' is unknown; there are {string.Join(", ", known)}.";
            }
        }
    }
}

namespace Switchyard.Router.Configuration;

/// <summary>Checks the stars in names of aliases and routes, and whether the provider of unknown names exists.</summary>
internal static class PatternChecks
{
    public static IEnumerable<string> Check(RouterOptions options) =>
        options.Aliases.SelectMany(pair => Check($"{RouterOptions.SectionName}:Aliases:{pair.Key}", pair.Key, [pair.Value]))
            .Concat(options.Routes.SelectMany(pair => Check($"{RouterOptions.SectionName}:Routes:{pair.Key}", pair.Value.Model ?? pair.Key, [.. pair.Value.Models.Select(entry => entry.Model), .. pair.Value.Fallbacks])))
            .Concat(CheckDefaultProvider(options.DefaultProvider));

    private static IEnumerable<string> Check(string key, string name, IReadOnlyList<string> targets)
    {
        if (HasStarWithin(name))
        {
            yield return $"{key}: '{name}' may have one '*', at its end.";
        }

        foreach (var target in targets)
        {
            if (HasStarWithin(target))
            {
                yield return $"{key}: '{target}' may have one '*', at its end.";
            }
            else if (NamePatterns.IsPattern(target) && !NamePatterns.IsPattern(name))
            {
                yield return $"{key}: the '*' of '{target}' stands for nothing, since '{name}' does not end with one.";
            }
        }
    }

    private static IEnumerable<string> CheckDefaultProvider(string? id)
    {
        if (id is not null && !RegistryOptionsValidator.IsProviderId(id))
        {
            yield return $"{RouterOptions.SectionName}:DefaultProvider: '{id}' is no provider's id: lower-case letters, digits and dashes.";
        }
    }

    private static bool HasStarWithin(string name) => name.IndexOf('*', StringComparison.Ordinal) is >= 0 and var star && star < name.Length - 1;
}

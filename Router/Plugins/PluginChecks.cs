using Switchyard.Dialects;
using Switchyard.Plugins;
using Switchyard.Providers.Catalog;
using Switchyard.Router.Configuration;

namespace Switchyard.Router.Plugins;

/// <summary>Checks what a plugin says of its provider.</summary>
internal static class PluginChecks
{
    /// <summary>Checks <paramref name="plugin"/>, which comes after those with the ids <paramref name="taken"/>.</summary>
    /// <exception cref="PluginException">Something is wrong with it; all of that is said.</exception>
    public static void Check(ProviderPlugin plugin, IEnumerable<string> taken)
    {
        if (plugin is not { Provider: not null, Dialect: not null, KeyHeader: not null, Headers: not null })
        {
            throw new PluginException("which leaves out its Provider, Dialect, KeyHeader or Headers: none of them may be null.");
        }

        List<string> problems = [.. CheckProvider(plugin.Provider, taken), .. CheckDialect(plugin.Dialect), .. CheckHeaders(plugin)];
        if (plugin.Models is { } list && (string.IsNullOrWhiteSpace(list.Path) || list.Path.StartsWith('/') || !Uri.TryCreate(list.Path, UriKind.Relative, out _)))
        {
            problems.Add($"whose model list is at '{list.Path}': write a path relative to the provider's address, such as v1/models.");
        }

        if (problems.Count > 0)
        {
            throw new PluginException(problems);
        }
    }

    private static IEnumerable<string> CheckProvider(KnownProvider provider, IEnumerable<string> taken)
    {
        if (!RegistryOptionsValidator.IsProviderId(provider.Id))
        {
            yield return $"whose provider has the id '{provider.Id}': it may hold lower-case letters, digits and dashes only.";
        }
        else if (provider.Id == RegistryConfigReader.LocalProviderId || ProviderCatalog.All.Any(known => known.Id == provider.Id) || taken.Contains(provider.Id))
        {
            yield return $"whose provider has the id '{provider.Id}': that one is known already; choose another.";
        }

        if (string.IsNullOrWhiteSpace(provider.Name))
        {
            yield return "whose provider has no name for people: give it one.";
        }

        if (provider.Endpoint is not { IsAbsoluteUri: true } endpoint || !RegistryOptionsValidator.IsHttp(endpoint.AbsoluteUri))
        {
            yield return $"whose provider is at '{provider.Endpoint}': write an absolute http or https address without user name.";
        }

        foreach (var variable in provider.ApiKeyVariables.Concat(provider.AddressVariables).Where(static variable => !RegistryOptionsValidator.IsVariable(variable)))
        {
            yield return $"whose provider is switched on by '{variable}': write the name of an environment variable, in upper case.";
        }

        if (provider is { RequiresApiKey: true, ApiKeyVariables.Count: 0 })
        {
            yield return "whose provider requires a key and names no variable for it: add one to ApiKeyVariables.";
        }
    }

    private static IEnumerable<string> CheckDialect(UpstreamDialect dialect)
    {
        if (dialect.Dialect != Dialect.Own && DialectRegistry.Upstreams.All(upstream => upstream.Dialect != dialect.Dialect))
        {
            yield return $"whose dialect is {dialect.Dialect}, which no upstream speaks: use {nameof(Dialect.Own)} for one of its own.";
        }

        if (dialect is not { RequestWriter: not null, AnswerReader: not null, ErrorReader: not null, CreateEventReader: not null })
        {
            yield return "whose dialect lacks a writer or a reader: none of them may be null.";
        }
    }

    private static IEnumerable<string> CheckHeaders(ProviderPlugin plugin)
    {
        foreach (var name in plugin.Headers.Keys.Append(plugin.KeyHeader.Name))
        {
            if (CredentialChecks.ProblemOfName(name) is { } problem)
            {
                yield return $"which sets the header '{name}': {problem}";
            }
        }

        if (plugin.KeyHeader.Prefix.Any(static character => character is < ' ' or > '~'))
        {
            yield return "which puts something before the key that no header can hold: use printable ASCII characters.";
        }

        foreach (var (name, _) in plugin.Headers.Where(static pair => !CredentialChecks.IsValue(pair.Value)))
        {
            yield return $"which sets the header '{name}' to a value that no header can hold: use printable ASCII characters.";
        }
    }
}

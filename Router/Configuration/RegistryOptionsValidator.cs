using System.Text.RegularExpressions;
using Microsoft.Extensions.Options;
using Switchyard.Providers.Catalog;

namespace Switchyard.Router.Configuration;

/// <summary>Checks what the values mean together, and reports every error at once, each with the key to change.</summary>
internal sealed partial class RegistryOptionsValidator(KnownProviders providers) : IValidateOptions<RouterOptions>
{
    public ValidateOptionsResult Validate(string? name, RouterOptions options)
    {
        var errors = options.Providers.SelectMany(pair => CheckProvider(pair.Key, pair.Value))
            .Concat(options.Aliases.SelectMany(pair => CheckAlias(pair.Key, pair.Value, options)))
            .Concat(options.Routes.SelectMany(pair => CheckRoute(pair.Key, pair.Value)))
            .Concat(CheckTimeouts(options.Forwarding))
            .Concat(BalancingChecks.Check(options))
            .Concat(StrategyChecks.Check(options))
            .Concat(PatternChecks.Check(options))
            .Concat(MetadataChecks.Check(options))
            .Concat(CredentialChecks.Check(options, providers))
            .Concat(DataClassNames.Check($"{RouterOptions.SectionName}:DataClass", options.DataClass))
            .Concat(options.Providers.SelectMany(pair => DataClassNames.Check($"{RouterOptions.SectionName}:Providers:{pair.Key}:DataClasses", pair.Value.DataClasses)))
            .Concat(options.Providers.SelectMany(pair => TaskNames.Check($"{RouterOptions.SectionName}:Providers:{pair.Key}:AllowedTasks", pair.Value.AllowedTasks)))
            .ToList();
        return errors.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(errors);
    }

    private IEnumerable<string> CheckProvider(string id, ProviderOptions provider)
    {
        var key = $"{RouterOptions.SectionName}:Providers:{id}";
        if (!IsProviderId(id))
        {
            yield return $"{key}: the id '{id}' may hold lower-case letters, digits and dashes only.";
        }

        var isKnown = providers.Find(id) is not null;
        var places = (provider.BaseUrl is null ? 0 : 1) + (provider.Service is null ? 0 : 1) + (provider.Endpoints.Count > 0 ? 1 : 0);
        if (places > 1 || (places == 0 && !isKnown && provider.Enabled))
        {
            yield return $"{key}: set exactly one of BaseUrl, Endpoints and Service.";
        }

        if (provider.BaseUrl is { } address && !IsHttp(address))
        {
            yield return $"{key}:BaseUrl: '{address}' must be an absolute http or https address without user name.";
        }

        if (provider.Server is { } server && providers.Find(server) is null)
        {
            yield return $"{key}:Server: there is no known provider '{server}'; there are {string.Join(", ", providers.All.Select(known => known.Id))}.";
        }

        if (provider is { Service: not null, Dialect: not (null or ProviderApi.Chat) })
        {
            yield return $"{key}:Dialect: services speak chat completions; name the address by BaseUrl instead.";
        }

        if (provider.EgressLimitPerHour is { } limit and < 1)
        {
            yield return $"{key}:EgressLimitPerHour: {limit} must be a number of bytes from 1; leave it out to have no alarm.";
        }

        if (provider.ApiKeyVariable is { } variable && !IsVariable(variable))
        {
            yield return $"{key}:ApiKeyVariable: this must be the name of an environment variable, never the key itself.";
        }
    }

    private static IEnumerable<string> CheckAlias(string alias, string target, RouterOptions options)
    {
        var key = $"{RouterOptions.SectionName}:Aliases:{alias}";
        if (string.IsNullOrWhiteSpace(target))
        {
            yield return $"{key}: the alias needs a model string.";
        }
        else if (options.Aliases.ContainsKey(target))
        {
            yield return $"{key}: '{target}' is an alias itself; name the model it stands for.";
        }
    }

    private static IEnumerable<string> CheckRoute(string key, RouteOptions route)
    {
        var path = $"{RouterOptions.SectionName}:Routes:{key}:Fallbacks";
        var model = route.Model ?? key;
        if (route.Fallbacks.Count == 0 && route.Balancing is null && route.Strategy is null)
        {
            yield return $"{path}: name at least one model to try after '{model}'.";
        }

        if (route.Fallbacks.Any(string.IsNullOrWhiteSpace))
        {
            yield return $"{path}: a model string is empty.";
        }

        if (route.Fallbacks.Contains(model, StringComparer.Ordinal))
        {
            yield return $"{path}: '{model}' cannot be its own fallback.";
        }
    }

    private static IEnumerable<string> CheckTimeouts(ForwardingOptions forwarding)
    {
        if (forwarding.StreamIdleTimeout >= forwarding.ActivityTimeout)
        {
            yield return $"{RouterOptions.SectionName}:Forwarding:StreamIdleTimeout ({forwarding.StreamIdleTimeout}) must be shorter than ActivityTimeout ({forwarding.ActivityTimeout}).";
        }
    }

    internal static bool IsHttp(string address) =>
        Uri.TryCreate(address, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" && uri.UserInfo.Length == 0;

    internal static bool IsProviderId(string id) => ProviderId().IsMatch(id);

    internal static bool IsVariable(string name) => VariableName().IsMatch(name);

    [GeneratedRegex("^[a-z0-9][a-z0-9-]{0,62}$")]
    private static partial Regex ProviderId();

    [GeneratedRegex("^[A-Z][A-Z0-9_]{0,127}$")]
    private static partial Regex VariableName();
}

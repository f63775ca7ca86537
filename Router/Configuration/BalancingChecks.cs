namespace Switchyard.Router.Configuration;

/// <summary>Finds what is wrong with the providers' endpoints and with how one of them is chosen.</summary>
internal static class BalancingChecks
{
    private const int MaxWeight = 1000;

    public static IEnumerable<string> Check(RouterOptions options) =>
        CheckPolicy($"{RouterOptions.SectionName}:Balancing:Policy", options.Balancing.Policy)
            .Concat(options.Providers.SelectMany(pair => CheckPolicy($"{RouterOptions.SectionName}:Providers:{pair.Key}:Balancing", pair.Value.Balancing)))
            .Concat(options.Routes.SelectMany(pair => CheckPolicy($"{RouterOptions.SectionName}:Routes:{pair.Key}:Balancing", pair.Value.Balancing)))
            .Concat(options.Providers.SelectMany(pair => CheckEndpoints($"{RouterOptions.SectionName}:Providers:{pair.Key}:Endpoints", pair.Value.Endpoints)));

    private static IEnumerable<string> CheckPolicy(string key, string? name)
    {
        if (name is not null && BalancingPolicyNames.Parse(name) is null)
        {
            yield return $"{key}: '{name}' is no way to choose an endpoint; there are {BalancingPolicyNames.All}.";
        }
    }

    private static IEnumerable<string> CheckEndpoints(string key, List<ProviderEndpointOptions> endpoints)
    {
        for (var i = 0; i < endpoints.Count; i++)
        {
            var endpoint = endpoints[i];
            if (!RegistryOptionsValidator.IsHttp(endpoint.BaseUrl))
            {
                yield return $"{key}:{i}:BaseUrl: '{endpoint.BaseUrl}' must be an absolute http or https address without user name.";
            }

            if (endpoint.Weight is < 1 or > MaxWeight)
            {
                yield return $"{key}:{i}:Weight: {endpoint.Weight} must be from 1 to {MaxWeight}.";
            }

            if (endpoint.Name is { } name && (string.IsNullOrWhiteSpace(name) || endpoints.Take(i).Any(other => other.Name == name)))
            {
                yield return $"{key}:{i}:Name: '{name}' must be a name no other endpoint has.";
            }
        }
    }
}

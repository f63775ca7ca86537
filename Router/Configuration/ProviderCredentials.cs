using System.Collections.Immutable;
using Switchyard.Providers.Catalog;

namespace Switchyard.Router.Configuration;

/// <summary>Reads what requests to a provider carry beside a key, from its options and the environment.</summary>
internal static class ProviderCredentials
{
    public static ImmutableArray<ProviderHeader> HeadersOf(ProviderOptions options, IConfiguration configuration) =>
    [
        .. options.Headers.Select(pair => new ProviderHeader(pair.Key, new Secret(pair.Value))),
        .. options.HeaderVariables
            .Select(pair => (Name: pair.Key, Value: SecretOf(pair.Value, configuration)))
            .Where(header => header.Value is not null)
            .Select(header => new ProviderHeader(header.Name, header.Value!)),
    ];

    public static OAuthConfig? OAuthOf(ProviderOptions options, IConfiguration configuration) => options.OAuth is { } oauth
        ? new OAuthConfig(new Uri(oauth.TokenUrl!), oauth.ClientId!, SecretOf(oauth.ClientSecretVariable!, configuration), oauth.Scope, oauth.ClientSecretVariable!)
        : null;

    private static Secret? SecretOf(string variable, IConfiguration configuration) => ProviderCatalog.KeyOf([variable], name => configuration[name]);
}

using Switchyard.Providers.Catalog;

namespace Switchyard.Router.Configuration;

/// <summary>Where tokens for a provider are fetched, and as whom. Printing it shows nothing of the secret.</summary>
/// <param name="TokenUrl">The token endpoint.</param>
/// <param name="ClientId">The Router's name there.</param>
/// <param name="ClientSecret">The secret; <see langword="null"/> where its variable is not set.</param>
/// <param name="Scope">What the token is to be good for.</param>
/// <param name="ClientSecretVariable">The variable that holds the secret, for people.</param>
internal sealed record OAuthConfig(Uri TokenUrl, string ClientId, Secret? ClientSecret, string? Scope, string ClientSecretVariable)
{
    public bool Equals(OAuthConfig? other) =>
        other is not null && TokenUrl == other.TokenUrl && ClientId == other.ClientId && Scope == other.Scope && ClientSecret?.Reveal() == other.ClientSecret?.Reveal();

    public override int GetHashCode() => HashCode.Combine(TokenUrl, ClientId, Scope);
}

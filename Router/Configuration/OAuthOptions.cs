namespace Switchyard.Router.Configuration;

/// <summary>Where tokens for a provider are fetched with the Router's own credentials, <c>Router:Providers:&lt;id&gt;:OAuth</c>. Each request carries one as <c>Authorization: Bearer</c>.</summary>
/// <remarks>Source: RFC 6749, section 4.4.</remarks>
internal sealed class OAuthOptions
{
    /// <summary>Gets or sets the token endpoint, by https, or by http on this machine. Required.</summary>
    public string? TokenUrl { get; set; }

    /// <summary>Gets or sets the Router's name there. Required.</summary>
    public string? ClientId { get; set; }

    /// <summary>Gets or sets the environment variable that holds the secret. Required.</summary>
    public string? ClientSecretVariable { get; set; }

    /// <summary>Gets or sets what the token is to be good for, words separated by spaces. Default: what the endpoint gives.</summary>
    public string? Scope { get; set; }
}

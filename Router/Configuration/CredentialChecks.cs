using System.Collections.Frozen;
using System.Text.RegularExpressions;
using Switchyard.Providers.Catalog;

namespace Switchyard.Router.Configuration;

/// <summary>Checks the headers and the token endpoints of providers. What is wrong is said without the value.</summary>
/// <remarks>Sources: RFC 9110, sections 5.1, 5.5 and 7.6.1; RFC 6749, appendix A.</remarks>
internal static partial class CredentialChecks
{
    private static readonly FrozenSet<string> s_connection = FrozenSet.Create(
        StringComparer.OrdinalIgnoreCase,
        "Connection", "Keep-Alive", "Proxy-Connection", "Proxy-Authenticate", "Proxy-Authorization", "TE", "Trailer", "Transfer-Encoding", "Upgrade", "Expect", "HTTP2-Settings");

    private static readonly FrozenSet<string> s_own = FrozenSet.Create(
        StringComparer.OrdinalIgnoreCase, "Host", "Accept-Encoding", "x-request-id", "traceparent", "tracestate", "baggage", "anthropic-version");

    public static IEnumerable<string> Check(RouterOptions options, KnownProviders providers) => options.Providers.SelectMany(pair => Check(pair.Key, pair.Value, KeyHeaderOf(pair.Key, pair.Value, providers)));

    /// <summary>Says why no header of the name <paramref name="name"/> can be set; <see langword="null"/> where it can.</summary>
    public static string? ProblemOfName(string name) =>
        !Token().IsMatch(name) ? "a header's name holds letters, digits and !#$%&'*+-.^_`|~ only."
        : s_connection.Contains(name) ? "this header is about one connection, which the Router decides on itself; remove it."
        : s_own.Contains(name) || IsOfTheBody(name) ? "the Router sets this header itself; remove it."
        : null;

    /// <summary>Tells whether a header can have the value <paramref name="value"/>.</summary>
    public static bool IsValue(string? value) => value is not null && Value().IsMatch(value);

    private static IEnumerable<string> Check(string id, ProviderOptions provider, string? keyHeader)
    {
        var key = $"{RouterOptions.SectionName}:Providers:{id}";
        var headers = provider.Headers.SelectMany(pair => CheckName($"{key}:Headers:{pair.Key}", pair.Key, keyHeader).Concat(CheckValue($"{key}:Headers:{pair.Key}", pair.Value)));
        var variables = provider.HeaderVariables.SelectMany(pair => CheckName($"{key}:HeaderVariables:{pair.Key}", pair.Key, keyHeader).Concat(CheckVariable($"{key}:HeaderVariables:{pair.Key}", pair.Value)));
        var twice = provider.HeaderVariables.Keys.Where(provider.Headers.ContainsKey).Select(name => $"{key}:HeaderVariables:{name}: Headers has this header too; set one of them.");
        return [.. headers, .. variables, .. twice, .. provider.OAuth is { } oauth ? CheckOAuth($"{key}:OAuth", oauth, provider) : []];
    }

    private static IEnumerable<string> CheckName(string key, string name, string? keyHeader)
    {
        if (ProblemOfName(name) is { } problem)
        {
            yield return $"{key}: {problem}";
        }
        else if (string.Equals(name, keyHeader, StringComparison.OrdinalIgnoreCase))
        {
            yield return $"{key}: the Router sets this header itself, from the provider's key or token; remove either this or those.";
        }
    }

    private static IEnumerable<string> CheckValue(string key, string? value)
    {
        if (!IsValue(value))
        {
            yield return $"{key}: a header's value holds printable ASCII characters only, without spaces around it.";
        }
    }

    private static IEnumerable<string> CheckVariable(string key, string? variable)
    {
        if (variable is null || !RegistryOptionsValidator.IsVariable(variable))
        {
            yield return $"{key}: this must be the name of an environment variable, never the value itself.";
        }
    }

    private static IEnumerable<string> CheckOAuth(string key, OAuthOptions oauth, ProviderOptions provider)
    {
        if (oauth.TokenUrl is not { } url || !RegistryOptionsValidator.IsHttp(url) || new Uri(url) is not { Fragment: "" } address || !(address.Scheme == Uri.UriSchemeHttps || address.IsLoopback))
        {
            yield return $"{key}:TokenUrl: set the absolute https address of the token endpoint, without user name and fragment; http is for this machine only.";
        }

        if (!IsValue(oauth.ClientId))
        {
            yield return $"{key}:ClientId: set the client's id, in printable ASCII characters.";
        }

        foreach (var error in CheckVariable($"{key}:ClientSecretVariable", oauth.ClientSecretVariable))
        {
            yield return error;
        }

        if (oauth.Scope is { } scope && !Scope().IsMatch(scope))
        {
            yield return $"{key}:Scope: write words in printable ASCII characters without quotation marks and backslashes, one space between them.";
        }

        if (provider.ApiKey is not null || provider.ApiKeyVariable is not null)
        {
            yield return $"{key}: a request carries a key or a token; set one of the key and OAuth.";
        }
    }

    // HttpClient keeps these with the content, and leaves them out among the request's headers.
    private static bool IsOfTheBody(string name)
    {
        using var request = new HttpRequestMessage();
        return !request.Headers.TryAddWithoutValidation(name, "x");
    }

    private static string? KeyHeaderOf(string id, ProviderOptions provider, KnownProviders providers)
    {
        var mayHaveKey = provider.ApiKey is not null || provider.ApiKeyVariable is not null || providers.Find(id) is { ApiKeyVariables.Count: > 0 };
        return provider.OAuth is not null ? "Authorization"
            : !mayHaveKey ? null
            : providers.PluginOf(id, provider) is { } plugin ? plugin.KeyHeader.Name
            : providers.ApiOf(id, provider) switch
            {
                ProviderApi.Anthropic => "x-api-key",
                ProviderApi.Gemini => "x-goog-api-key",
                _ => "Authorization",
            };
    }

    [GeneratedRegex(@"^[A-Za-z0-9!#$%&'*+\-.^_`|~]{1,128}\z")]
    private static partial Regex Token();

    [GeneratedRegex(@"^[!-~](?:[ \t!-~]{0,8190}[!-~])?\z")]
    private static partial Regex Value();

    [GeneratedRegex(@"^[!#-\[\]-~]+(?: [!#-\[\]-~]+)*\z")]
    private static partial Regex Scope();
}

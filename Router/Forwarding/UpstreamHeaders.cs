using System.Net.Http.Headers;
using Microsoft.Extensions.Primitives;
using Switchyard.Dialects;
using Switchyard.Router.Configuration;
using Switchyard.Router.Plugins;

namespace Switchyard.Router.Forwarding;

/// <summary>The headers each dialect asks for.</summary>
internal static class UpstreamHeaders
{
    /// <summary>The header that says which version of Anthropic's API is meant; it must be there.</summary>
    public const string AnthropicVersion = "anthropic-version";

    private const string AnthropicBeta = "anthropic-beta";
    private const string KnownAnthropicVersion = "2023-06-01";

    /// <summary>Adds the key where the dialect has it, what else it demands, and the provider's own headers.</summary>
    public static void Add(HttpRequestMessage request, ProviderConfig provider)
    {
        AddKey(request, provider);
        foreach (var header in provider.Headers)
        {
            request.Headers.TryAddWithoutValidation(header.Name, header.Value.Reveal());
        }
    }

    /// <summary>Adds what a caller who speaks Anthropic's API himself says of its version and of what he is ready to try. A header of the provider's own stays as it is.</summary>
    public static void AddCallers(HttpRequestMessage request, ProviderConfig provider, IHeaderDictionary headers)
    {
        Replace(request, AnthropicVersion, headers[AnthropicVersion]);
        if (!provider.Headers.Any(static header => string.Equals(header.Name, AnthropicBeta, StringComparison.OrdinalIgnoreCase)))
        {
            Replace(request, AnthropicBeta, headers[AnthropicBeta]);
        }
    }

    private static void AddKey(HttpRequestMessage request, ProviderConfig provider)
    {
        var key = provider.ApiKey?.Reveal();
        if (provider.Plugin is { } plugin)
        {
            AddOf(plugin, request, key);
            return;
        }

        switch (provider.Dialect.Dialect)
        {
            case Dialect.Anthropic:
                AddKey(request, "x-api-key", key);
                request.Headers.TryAddWithoutValidation(AnthropicVersion, KnownAnthropicVersion);
                break;
            case Dialect.Gemini:
                AddKey(request, "x-goog-api-key", key);
                break;
            default:
                request.Headers.Authorization = key is null ? null : new AuthenticationHeaderValue("Bearer", key);
                break;
        }
    }

    private static void AddOf(ProviderPlugin plugin, HttpRequestMessage request, string? key)
    {
        AddKey(request, plugin.KeyHeader.Name, key is null ? null : plugin.KeyHeader.Prefix + key);
        foreach (var (name, value) in plugin.Headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }
    }

    private static void AddKey(HttpRequestMessage request, string name, string? key)
    {
        if (key is not null)
        {
            request.Headers.TryAddWithoutValidation(name, key);
        }
    }

    private static void Replace(HttpRequestMessage request, string name, StringValues values)
    {
        if (values.Count > 0)
        {
            request.Headers.Remove(name);
            request.Headers.TryAddWithoutValidation(name, (IEnumerable<string?>)values);
        }
    }
}

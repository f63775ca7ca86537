using Switchyard.Dialects;
using Switchyard.Providers.Catalog;

namespace Switchyard.Router.Configuration;

/// <summary>What it means that a provider is asked through one API or another.</summary>
internal static class ProviderDialects
{
    public static UpstreamDialect Of(ProviderApi api) => DialectRegistry.Upstream(api switch
    {
        ProviderApi.Anthropic => Dialect.Anthropic,
        ProviderApi.Gemini => Dialect.Gemini,
        ProviderApi.Ollama => Dialect.Ollama,
        _ => Dialect.Chat,
    });

    /// <summary>Completes an address by the version its API begins with. People leave it out, as each provider's own clients want it, and Ollama's own API has none.</summary>
    public static Uri Root(Uri address, ProviderApi api)
    {
        var text = address.AbsoluteUri.TrimEnd('/');
        return new Uri(api switch
        {
            ProviderApi.Anthropic => text.EndsWith("/v1", StringComparison.Ordinal) ? text : text + "/v1",
            ProviderApi.Gemini => address.AbsolutePath is "/" ? text + "/v1beta" : text,
            ProviderApi.Ollama => text.EndsWith("/v1", StringComparison.Ordinal) ? text[..^"/v1".Length] : text,
            _ => address.AbsolutePath is "/" ? text + "/v1" : text,
        });
    }
}

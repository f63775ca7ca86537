using Switchyard.Dialects;
using Switchyard.Providers;
using Switchyard.Providers.OpenAICompatible;

namespace Switchyard.Router.Forwarding.Answers;

/// <summary>Reads why an upstream refused a request.</summary>
internal static class Refusal
{
    /// <summary>Reads the answer of an upstream of <paramref name="dialect"/>. OpenAI's own words are kept as they are, those of others put into them.</summary>
    public static async ValueTask<ProviderError> ReadAsync(HttpResponseMessage response, UpstreamDialect dialect, CancellationToken cancellationToken)
    {
        if (dialect.Dialect == Dialect.Chat)
        {
            return await ErrorReader.ReadAsync(response, cancellationToken);
        }

        var body = await ErrorReader.ReadBodyAsync(response.Content, cancellationToken);
        var error = ProviderErrors.Refused(dialect.ErrorReader.Read((int)response.StatusCode, body.Span), response.StatusCode);
        return error with { RetryAfter = ErrorReader.RetryAfter(response) ?? error.RetryAfter };
    }
}

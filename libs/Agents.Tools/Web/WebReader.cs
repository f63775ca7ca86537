using Switchyard.Agents.Tools.Html;
using Switchyard.Agents.Tools.Web.Robots;
using Switchyard.OutboundHttp;

namespace Switchyard.Agents.Tools.Web;

/// <summary>
/// Reads what models name on the web: through the client that guards which addresses may be asked, only what a host's robots.txt permits, one request after
/// the other to each host, and of what comes only text. Redirects count as requests of their own. Safe for concurrent use.
/// </summary>
/// <param name="client">Makes the requests; its owner disposes it.</param>
/// <param name="options">How pages are read.</param>
/// <param name="time">The clock.</param>
public sealed class WebReader(OutboundHttpClient client, WebReaderOptions options, TimeProvider time)
{
    private readonly RobotsCache _robots = new(client, options.RobotsName, options.RobotsLifetime, time);
    private readonly HostRateLimiter _limiter = new(options.HostInterval, options.MaxWait, time);

    /// <summary>Reads a page for a model: HTML as the text a person would see, other text as it is.</summary>
    /// <exception cref="UrlNotAllowedException">The address, or one it redirects to, must not be asked.</exception>
    /// <exception cref="FetchException">It gave nothing.</exception>
    /// <exception cref="PageRefusedException">Its host does not want it read, was asked too often, or it is no text.</exception>
    public async Task<string> ReadPageAsync(string url, CancellationToken cancellationToken = default)
    {
        var response = await client.FetchAsync(url, BeforePageAsync, cancellationToken).ConfigureAwait(false);
        var content = WebContent.Of(response);
        return content.IsHtml ? await HtmlText.ReadAsync(content.Text, cancellationToken).ConfigureAwait(false) : content.Text;
    }

    /// <summary>Reads what an API answers. An API's address was given for programs, so no robots.txt is asked.</summary>
    /// <exception cref="UrlNotAllowedException">The address, or one it redirects to, must not be asked.</exception>
    /// <exception cref="FetchException">It gave nothing.</exception>
    /// <exception cref="PageRefusedException">Its host was asked too often, or the answer is no text.</exception>
    public async Task<string> ReadApiAsync(string url, CancellationToken cancellationToken = default) =>
        WebContent.Of(await client.FetchAsync(url, BeforeRequestAsync, cancellationToken).ConfigureAwait(false)).Text;

    /// <summary>Posts JSON, once, without following a redirect.</summary>
    /// <param name="url">The address.</param>
    /// <param name="json">The body.</param>
    /// <param name="key">Goes along as <c>Idempotency-Key</c>, where it is not empty.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The status it answered with.</returns>
    /// <exception cref="UrlNotAllowedException">The address must not be asked; nothing was sent.</exception>
    /// <exception cref="FetchException">Its host is not known; nothing was sent.</exception>
    /// <exception cref="PageRefusedException">Its host was asked too often; nothing was sent.</exception>
    /// <exception cref="HttpRequestException">Nobody knows whether it arrived.</exception>
    public async Task<int> PostAsync(string url, string json, string key, CancellationToken cancellationToken = default)
    {
        var target = await client.CheckAsync(url, cancellationToken).ConfigureAwait(false);
        await BeforeRequestAsync(target, cancellationToken).ConfigureAwait(false);
        using var request = new HttpRequestMessage(HttpMethod.Post, target) { Content = new StringContent(json, System.Text.Encoding.UTF8, "application/json") };
        if (key.Length > 0)
        {
            request.Headers.TryAddWithoutValidation("Idempotency-Key", key);
        }

        try
        {
            using var response = await client.Invoker.SendAsync(request, cancellationToken).ConfigureAwait(false);
            return (int)response.StatusCode;
        }
        catch (HttpRequestException exception) when (exception.InnerException is UrlNotAllowedException refusal)
        {
            // The name meant another address when the connection was made: nothing was sent.
            throw new UrlNotAllowedException(refusal.Message);
        }
    }

    private async ValueTask BeforePageAsync(Uri url, CancellationToken cancellationToken)
    {
        if (!await _robots.AllowsAsync(url, cancellationToken).ConfigureAwait(false))
        {
            throw new PageRefusedException($"{url.IdnHost} does not let programs read this page (robots.txt)");
        }

        await BeforeRequestAsync(url, cancellationToken).ConfigureAwait(false);
    }

    private async ValueTask BeforeRequestAsync(Uri url, CancellationToken cancellationToken) => await _limiter.WaitAsync(url.Authority, cancellationToken).ConfigureAwait(false);
}

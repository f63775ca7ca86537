using System.Net;
using System.Net.Sockets;

namespace Switchyard.OutboundHttp;

/// <summary>
/// HTTP to addresses that somebody else named: a caller, a document, a model. Only http and https, only public addresses and those configuration
/// allows, checked where the connection is made; no cookie, credential, proxy or trace header goes along.
/// </summary>
/// <remarks>Thread-safe; one instance serves a whole purpose for as long as the process lives.</remarks>
public sealed class OutboundHttpClient : IDisposable
{
    private readonly OutboundHttpOptions _options;
    private readonly UrlPolicy _policy;
    private readonly GuardedConnector _connector;
    private readonly BodyReader _bodies;
    private readonly TimeProvider _time;

    /// <summary>Initializes a new instance.</summary>
    /// <param name="options">What is allowed; read once.</param>
    /// <param name="time">The clock of the timeouts.</param>
    /// <exception cref="FormatException">One of the allowed networks is none.</exception>
    public OutboundHttpClient(OutboundHttpOptions options, TimeProvider time)
        : this(options, time, static (host, cancellationToken) => Dns.GetHostAddressesAsync(host, cancellationToken))
    {
    }

    internal OutboundHttpClient(OutboundHttpOptions options, TimeProvider time, Func<string, CancellationToken, Task<IPAddress[]>> resolve)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(time);
        var addresses = new AddressPolicy(options.AllowedNetworks);
        (_options, _time, _bodies) = (options, time, new BodyReader(options));
        _policy = new UrlPolicy(new HostPolicy(options.AllowedHosts), addresses);
        _connector = new GuardedConnector(addresses, resolve);
        Invoker = new HttpMessageInvoker(CreateHandler(options.ConnectTimeout));
    }

    /// <summary>Gets what sends single requests: without following redirects, and with each connection checked. The address itself is to be checked by <see cref="CheckAsync"/> first.</summary>
    public HttpMessageInvoker Invoker { get; }

    /// <summary>Reads an address, and asks the resolver what it means now; connecting checks again.</summary>
    /// <param name="url">The address.</param>
    /// <param name="cancellationToken">Ends the wait for the resolver.</param>
    /// <returns>The address to send requests to.</returns>
    /// <exception cref="UrlNotAllowedException">It must not be asked.</exception>
    /// <exception cref="FetchException">Its host is not known.</exception>
    public async Task<Uri> CheckAsync(string url, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(url);
        var checkedUrl = _policy.Check(url);
        try
        {
            await _connector.ResolveAsync(checkedUrl.IdnHost, cancellationToken).ConfigureAwait(false);
        }
        catch (SocketException exception)
        {
            throw Unreachable(exception);
        }

        return checkedUrl;
    }

    /// <summary>Gets what lies at an address, following redirects, within all limits.</summary>
    /// <param name="url">The address.</param>
    /// <param name="cancellationToken">Ends the fetch.</param>
    /// <returns>The bytes.</returns>
    /// <exception cref="UrlNotAllowedException">It, or a redirect of it, must not be asked.</exception>
    /// <exception cref="FetchException">It gave nothing.</exception>
    public async Task<byte[]> FetchAsync(string url, CancellationToken cancellationToken = default) =>
        (await FetchAsync(url, static (_, _) => ValueTask.CompletedTask, cancellationToken).ConfigureAwait(false)).Body;

    /// <summary>Gets what lies at an address, following redirects, within all limits.</summary>
    /// <param name="url">The address.</param>
    /// <param name="beforeHop">Called with each address before it is asked, the first one and those of redirects, within the time limit. What it throws ends the fetch and comes out as it is.</param>
    /// <param name="cancellationToken">Ends the fetch.</param>
    /// <returns>What was found.</returns>
    /// <exception cref="UrlNotAllowedException">It, or a redirect of it, must not be asked.</exception>
    /// <exception cref="FetchException">It gave nothing.</exception>
    public async Task<OutboundResponse> FetchAsync(string url, Func<Uri, CancellationToken, ValueTask> beforeHop, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(url);
        ArgumentNullException.ThrowIfNull(beforeHop);
        var first = _policy.Check(url);
        using var timeout = new CancellationTokenSource(_options.Timeout, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        try
        {
            return await FollowAsync(first, beforeHop, either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException exception) when (!cancellationToken.IsCancellationRequested)
        {
            throw new FetchException(FetchFailure.TimedOut, "The URL did not answer in time.", exception);
        }
        catch (HttpRequestException exception) when (exception.InnerException is UrlNotAllowedException refusal)
        {
            throw new UrlNotAllowedException(refusal.Message);
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException)
        {
            throw Unreachable(exception);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => Invoker.Dispose();

    private async Task<OutboundResponse> FollowAsync(Uri url, Func<Uri, CancellationToken, ValueTask> beforeHop, CancellationToken cancellationToken)
    {
        for (var hops = 0; ; hops++)
        {
            await beforeHop(url, cancellationToken).ConfigureAwait(false);
            using var request = new HttpRequestMessage(HttpMethod.Get, url);
            request.Headers.TryAddWithoutValidation("Accept-Encoding", "identity");
            if (_options.UserAgent is { } agent)
            {
                request.Headers.TryAddWithoutValidation("User-Agent", agent);
            }

            if (hops == 0)
            {
                AddHeaders(request);
            }

            using var response = await Invoker.SendAsync(request, cancellationToken).ConfigureAwait(false);
            if (response.IsSuccessStatusCode)
            {
                var type = response.Content.Headers.NonValidated.TryGetValues("Content-Type", out var types) ? types.ToString() : null;
                return new OutboundResponse(url, type, await _bodies.ReadAsync(response.Content, cancellationToken).ConfigureAwait(false));
            }

            url = NextHop(url, response, hops);
        }
    }

    private void AddHeaders(HttpRequestMessage request)
    {
        foreach (var (name, value) in _options.Headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }
    }

    private Uri NextHop(Uri url, HttpResponseMessage response, int hops)
    {
        if (response.StatusCode is not (HttpStatusCode.MovedPermanently or HttpStatusCode.Found or HttpStatusCode.SeeOther or HttpStatusCode.TemporaryRedirect or HttpStatusCode.PermanentRedirect)
            || !response.Headers.NonValidated.TryGetValues("Location", out var locations))
        {
            throw new FetchException(FetchFailure.Refused, $"The URL answered with status {(int)response.StatusCode}.", null) { Status = (int)response.StatusCode };
        }

        return hops < _options.MaxRedirects
            ? _policy.CheckRedirect(url, locations.ToString())
            : throw new UrlNotAllowedException($"The URL redirects more than {_options.MaxRedirects} times.");
    }

    private SocketsHttpHandler CreateHandler(TimeSpan connectTimeout) => new()
    {
        // A proxy would resolve the name itself, and reach what this machine must not.
        UseProxy = false,
        UseCookies = false,
        AllowAutoRedirect = false,
        AutomaticDecompression = DecompressionMethods.None,
        ActivityHeadersPropagator = null,
        ConnectTimeout = connectTimeout,
        MaxResponseHeadersLength = 32,
        PooledConnectionIdleTimeout = TimeSpan.FromSeconds(10),
        ConnectCallback = _connector.ConnectAsync,
    };

    private static FetchException Unreachable(Exception cause) => new(FetchFailure.Unreachable, "The URL could not be reached, or its answer broke off.", cause);
}

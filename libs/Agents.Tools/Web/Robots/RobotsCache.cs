using System.Collections.Concurrent;
using System.Text;
using Switchyard.OutboundHttp;

namespace Switchyard.Agents.Tools.Web.Robots;

/// <summary>Reads and remembers what hosts let this program read.</summary>
internal sealed class RobotsCache(OutboundHttpClient client, string name, TimeSpan lifetime, TimeProvider time)
{
    // What RFC 9309 asks to be read at least; a pattern beyond it does not count.
    private const int MaxBytes = 500 * 1024;
    private const int MaxOrigins = 1_000;

    private readonly ConcurrentDictionary<string, (RobotsRules Rules, DateTimeOffset Until)> _known = new(StringComparer.OrdinalIgnoreCase);

    public async ValueTask<bool> AllowsAsync(Uri url, CancellationToken cancellationToken)
    {
        var origin = url.GetLeftPart(UriPartial.Authority);
        if (!_known.TryGetValue(origin, out var known) || known.Until <= time.GetUtcNow())
        {
            known = (await ReadAsync(origin, cancellationToken).ConfigureAwait(false), time.GetUtcNow() + lifetime);
            if (_known.Count >= MaxOrigins)
            {
                _known.Clear();
            }

            _known[origin] = known;
        }

        return known.Rules.Allows(url.PathAndQuery);
    }

    // No such file permits everything. One that is there and cannot be had may forbid everything.
    private async Task<RobotsRules> ReadAsync(string origin, CancellationToken cancellationToken)
    {
        try
        {
            var bytes = await client.FetchAsync(origin + "/robots.txt", cancellationToken).ConfigureAwait(false);
            return RobotsRules.Read(Encoding.UTF8.GetString(bytes.AsSpan(0, Math.Min(bytes.Length, MaxBytes))), name);
        }
        catch (FetchException exception) when (exception.Status is >= 400 and < 500)
        {
            return RobotsRules.All;
        }
        catch (Exception exception) when (exception is FetchException or UrlNotAllowedException)
        {
            return RobotsRules.Nothing;
        }
    }
}

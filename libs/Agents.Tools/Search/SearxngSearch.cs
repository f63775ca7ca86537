using System.Text.Json;
using Switchyard.OutboundHttp;

namespace Switchyard.Agents.Tools.Search;

/// <summary>
/// Searches the web by way of SearXNG, or a service that answers like it: <c>?q=…&amp;format=json</c> gives <c>{"results":[{"title","url","content"}]}</c>. It asks the host that was configured
/// and no other: redirects are not followed. Source of the form: https://docs.searxng.org/dev/search_api.html.
/// </summary>
public sealed class SearxngSearch : ISearchProvider, IDisposable
{
    private const int MaxBytes = 2_000_000;
    private const int MaxTitle = 200;
    private const int MaxAddress = 2_000;
    private const int MaxSnippet = 1_000;

    private readonly OutboundHttpClient _client;
    private readonly string _address;

    /// <summary>Initializes a new instance of the <see cref="SearxngSearch"/> class.</summary>
    /// <param name="options">Where it is.</param>
    /// <param name="time">The clock of its time limit.</param>
    public SearxngSearch(SearxngOptions options, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(time);
        var address = options.Address.AbsoluteUri;
        _address = address + (options.Address.Query.Length > 0 ? "&" : "?");
        _client = new OutboundHttpClient(CreateOptions(options), time);
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<SearchHit>> SearchAsync(string query, int limit, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        try
        {
            using var answer = JsonDocument.Parse(await _client.FetchAsync($"{_address}q={Uri.EscapeDataString(query)}&format=json", cancellationToken).ConfigureAwait(false));
            return [.. answer.RootElement.GetProperty("results").EnumerateArray().Select(Read).Where(hit => hit.Address.Length > 0).Take(limit)];
        }
        catch (Exception exception) when (exception is FetchException or UrlNotAllowedException or JsonException or KeyNotFoundException or InvalidOperationException)
        {
            throw new HttpRequestException("The search service did not answer, or not as it should.", exception);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _client.Dispose();

    private static SearchHit Read(JsonElement result) => new(Text(result, "title", MaxTitle), Text(result, "url", MaxAddress), Text(result, "content", MaxSnippet));

    // What stands there was written by whoever wrote the page.
    private static string Text(JsonElement result, string name, int maxLength)
    {
        var text = result.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString()!.Trim() : "";
        return text.Length <= maxLength ? text : text[..(char.IsHighSurrogate(text[maxLength - 1]) ? maxLength - 1 : maxLength)];
    }

    private static OutboundHttpOptions CreateOptions(SearxngOptions options)
    {
        var outbound = new OutboundHttpOptions { MaxBytes = MaxBytes, Timeout = options.Timeout, MaxRedirects = 0 };
        outbound.AllowedHosts.Add(options.Address.IdnHost.Trim('[', ']'));
        outbound.AllowedNetworks.Add("0.0.0.0/0");
        outbound.AllowedNetworks.Add("::/0");
        if (options is { KeyHeader: { } header, Key: { } key })
        {
            outbound.Headers[header] = key;
        }

        return outbound;
    }
}

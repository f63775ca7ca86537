using Microsoft.Extensions.Options;
using Switchyard.Agents.Tools.Search;

namespace Switchyard.AgentHost.Tools;

/// <summary>What searches the web for this host's agents: the service that is configured, else the documents, else nothing.</summary>
internal sealed class WebSearch(IOptions<WebSearchOptions> options, IOptions<AgentToolOptions> tools, ISearchProvider documents, TimeProvider time) : IDisposable
{
    private readonly SearxngSearch? _service = options.Value.Url is { Length: > 0 } url
        ? new SearxngSearch(new SearxngOptions { Address = new Uri(url), KeyHeader = options.Value.KeyHeader, Key = options.Value.Key }, time)
        : null;

    /// <summary>Gets it; null where there is nothing to search, and so no tool for it.</summary>
    public ISearchProvider? Provider => _service ?? (string.IsNullOrEmpty(tools.Value.DocumentsFolder) ? null : documents);

    public void Dispose() => _service?.Dispose();
}

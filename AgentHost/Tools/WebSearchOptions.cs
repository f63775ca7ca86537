namespace Switchyard.AgentHost.Tools;

/// <summary>What searches the web for this host's agents, section <c>AgentHost:WebSearch</c>.</summary>
public sealed class WebSearchOptions
{
    public const string SectionName = "AgentHost:WebSearch";

    /// <summary>Gets or sets the address of a SearXNG, or of a service that answers like it, as <c>http://searxng:8080/search</c>; its host may be a private one. Empty, the default: <c>web_search</c> looks through <see cref="AgentToolOptions.DocumentsFolder"/>, and is not there without one.</summary>
    public string? Url { get; set; }

    /// <summary>Gets or sets the header that carries <see cref="Key"/>. Default: none; goes together with it.</summary>
    public string? KeyHeader { get; set; }

    /// <summary>Gets or sets the key that the service wants.</summary>
    public string? Key { get; set; }
}

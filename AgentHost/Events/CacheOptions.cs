namespace Switchyard.AgentHost.Events;

/// <summary>Where Redis is.</summary>
internal sealed record CacheOptions
{
    /// <summary>Gets or sets <c>host:port,password=…</c>; empty means there is none.</summary>
    public string? ConnectionString { get; set; }
}

namespace Switchyard.AgentHost.Artifacts;

/// <summary>A file that code wrote.</summary>
internal sealed class ArtifactContent
{
    public string MediaType { get; init; } = string.Empty;

    /// <summary>Gets what is in it; null where it was too large to be kept.</summary>
    public byte[]? Content { get; init; }
}

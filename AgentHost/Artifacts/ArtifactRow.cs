using Switchyard.Contracts.Agents;

namespace Switchyard.AgentHost.Artifacts;

/// <summary>One row of agents.artifacts, without its content.</summary>
internal sealed class ArtifactRow
{
    public string Name { get; init; } = string.Empty;

    public long Size { get; init; }

    public string MediaType { get; init; } = string.Empty;

    public bool Kept { get; init; }

    public DateTime WrittenAt { get; init; }

    public RunArtifact ToArtifact() => new() { Name = Name, Size = Size, MediaType = MediaType, Kept = Kept, WrittenAt = WrittenAt };
}

using System.ComponentModel.DataAnnotations;

namespace Switchyard.AgentHost.Artifacts;

/// <summary>How much of what code writes is kept with a run, section <c>AgentHost:Artifacts</c>.</summary>
public sealed class ArtifactOptions
{
    public const string SectionName = "AgentHost:Artifacts";

    /// <summary>Gets or sets how many files are kept of a run and those it has called; further ones are not noted. Default: 100.</summary>
    [Range(0, 10_000)]
    public int MaxFiles { get; set; } = 100;

    /// <summary>Gets or sets how many bytes they may have together; one that does not fit any more is noted without its content. Default: 16 MiB.</summary>
    [Range(0, 1024L * 1024 * 1024)]
    public long MaxBytes { get; set; } = 16 * 1024 * 1024;
}

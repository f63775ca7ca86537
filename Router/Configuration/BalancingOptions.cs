using System.ComponentModel.DataAnnotations;

namespace Switchyard.Router.Configuration;

/// <summary>The section <c>Router:Balancing</c>: how one of several endpoints of a model is chosen.</summary>
internal sealed class BalancingOptions
{
    /// <summary>Gets or sets the policy where neither the route nor the provider names one. Default <c>least_outstanding_tokens</c>.</summary>
    [Required]
    public string Policy { get; set; } = BalancingPolicyNames.Default;

    /// <summary>Gets or sets the memory for the beginnings of prompts that the policy <c>prefix</c> knows, in bytes for each provider. Default 16 MiB: 44 bytes for 128 bytes of prompt, so 45 MiB of prompts.</summary>
    [Range(64 * 1024, 4L * 1024 * 1024 * 1024)]
    public long PrefixTreeBytes { get; set; } = 16 * 1024 * 1024;

    /// <summary>Gets or sets the share of a prompt that an endpoint must know to be chosen for it. Default 0.3 (SMG's).</summary>
    [Range(0.01, 1.0)]
    public double PrefixMinShare { get; set; } = 0.3;

    /// <summary>Gets or sets how many tokens more than the least loaded an endpoint may have to do and still be chosen for what it knows. Default 4096. Beyond it and <see cref="PrefixMaxExcessFactor"/> the least loaded is.</summary>
    [Range(0, 10_000_000)]
    public int PrefixMaxExcessTokens { get; set; } = 4096;

    /// <summary>Gets or sets how many times as much. Default 1.5 (SMG's).</summary>
    [Range(1.0, 100.0)]
    public double PrefixMaxExcessFactor { get; set; } = 1.5;
}

using System.ComponentModel.DataAnnotations;

namespace Switchyard.Router.Configuration;

/// <summary>The section <c>Router:Balancing</c>: how one of several endpoints of a model is chosen.</summary>
internal sealed class BalancingOptions
{
    /// <summary>Gets or sets the policy where neither the route nor the provider names one. Default <c>least_outstanding_tokens</c>.</summary>
    [Required]
    public string Policy { get; set; } = BalancingPolicyNames.Default;
}

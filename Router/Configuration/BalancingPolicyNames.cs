namespace Switchyard.Router.Configuration;

/// <summary>What configuration calls the policies.</summary>
internal static class BalancingPolicyNames
{
    public const string Default = "least_outstanding_tokens";
    public const string All = "least_outstanding_tokens, power_of_two, round_robin, weighted, prefix, session";

    /// <summary>Gets the policy named <paramref name="name"/>; <see langword="null"/> where there is none of that name.</summary>
    public static BalancingPolicyKind? Parse(string? name) => name switch
    {
        Default => BalancingPolicyKind.LeastOutstandingTokens,
        "power_of_two" => BalancingPolicyKind.PowerOfTwo,
        "round_robin" => BalancingPolicyKind.RoundRobin,
        "weighted" => BalancingPolicyKind.Weighted,
        "prefix" => BalancingPolicyKind.Prefix,
        "session" => BalancingPolicyKind.Session,
        _ => null,
    };
}

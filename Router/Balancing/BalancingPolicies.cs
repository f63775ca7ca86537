using Microsoft.Extensions.Options;
using Switchyard.Router.Configuration;

namespace Switchyard.Router.Balancing;

/// <summary>The policies by kind.</summary>
internal sealed class BalancingPolicies
{
    private readonly IBalancingPolicy[] _policies;

    public BalancingPolicies(IOptions<RouterOptions> options)
    {
        _policies = new IBalancingPolicy[Enum.GetValues<BalancingPolicyKind>().Length];
        _policies[(int)BalancingPolicyKind.LeastOutstandingTokens] = new LeastOutstandingTokensPolicy();
        _policies[(int)BalancingPolicyKind.PowerOfTwo] = new PowerOfTwoPolicy(Random.Shared);
        _policies[(int)BalancingPolicyKind.RoundRobin] = new RoundRobinPolicy(isWeighted: false);
        _policies[(int)BalancingPolicyKind.Weighted] = new RoundRobinPolicy(isWeighted: true);
        _policies[(int)BalancingPolicyKind.Prefix] = new PrefixPolicy(options.Value.Balancing);
        _policies[(int)BalancingPolicyKind.Session] = new SessionPolicy();
    }

    public IBalancingPolicy Get(BalancingPolicyKind kind) => _policies[(int)kind];
}

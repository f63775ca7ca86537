using Switchyard.Router.Model;

namespace Switchyard.Router.Balancing;

/// <summary>Takes two endpoints at random and chooses the one with less work: what several routers, which do not know each other's requests, do not all do alike.</summary>
/// <remarks>Source: M. Mitzenmacher, "The Power of Two Choices in Randomized Load Balancing", 2001.</remarks>
internal sealed class PowerOfTwoPolicy(Random random) : IBalancingPolicy
{
    public BalancingChoice Choose(in BalancingRequest request, ReadOnlySpan<UpstreamEndpoint> open)
    {
        if (open.Length == 1)
        {
            return new BalancingChoice(0, "the only one");
        }

        var first = random.Next(open.Length);
        var second = random.Next(open.Length - 1);
        second += second >= first ? 1 : 0;
        var best = request.Cost(open[second]) < request.Cost(open[first]) ? second : first;
        return new BalancingChoice(best, $"the less loaded of two at random ({open[best].Load.Tokens} outstanding tokens)");
    }
}

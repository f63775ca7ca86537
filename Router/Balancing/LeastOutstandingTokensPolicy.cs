using Switchyard.Router.Model;

namespace Switchyard.Router.Balancing;

/// <summary>Chooses the endpoint that would be at work the shortest; in turn where that is the same.</summary>
internal sealed class LeastOutstandingTokensPolicy : IBalancingPolicy
{
    public BalancingChoice Choose(in BalancingRequest request, ReadOnlySpan<UpstreamEndpoint> open)
    {
        var best = Find(request, open);
        return new BalancingChoice(best, $"least outstanding tokens ({open[best].Load.Tokens}, the least of {open.Length} endpoints)");
    }

    /// <summary>Finds the least loaded of <paramref name="open"/>.</summary>
    public static int Find(in BalancingRequest request, ReadOnlySpan<UpstreamEndpoint> open)
    {
        var best = (int)(request.Turn % (uint)open.Length);
        var least = request.Cost(open[best]);
        for (int left = open.Length - 1, i = best; left > 0; left--)
        {
            i = i + 1 == open.Length ? 0 : i + 1;
            if (request.Cost(open[i]) is var cost && cost < least)
            {
                (best, least) = (i, cost);
            }
        }

        return best;
    }
}

using Switchyard.Router.Model;

namespace Switchyard.Router.Balancing;

/// <summary>
/// Keeps a conversation at one endpoint, without remembering any: of all endpoints the one is chosen whose name and the conversation's make the highest
/// number. One that leaves moves its own conversations only, and gets the same back when it returns; every router chooses alike.
/// </summary>
/// <remarks>Source: D. Thaler and C. Ravishankar, "Using Name-Based Mappings to Increase Hit Rates", 1998 (rendezvous hashing); with weights, C. Schindelhauer and G. Schomaker, 2005.</remarks>
internal sealed class SessionPolicy : IBalancingPolicy
{
    public BalancingChoice Choose(in BalancingRequest request, ReadOnlySpan<UpstreamEndpoint> open) => request.Session is { } session
        ? new BalancingChoice(Find(session, open), request.SessionSource!)
        : new BalancingChoice(LeastOutstandingTokensPolicy.Find(request, open), "least outstanding tokens, since the request belongs to no session");

    /// <summary>Finds the endpoint of <paramref name="key"/>.</summary>
    public static int Find(ulong key, ReadOnlySpan<UpstreamEndpoint> open)
    {
        var (best, highest) = (0, double.NegativeInfinity);
        for (var i = 0; i < open.Length; i++)
        {
            // Not the weight of the moment: a slow start would move conversations twice.
            var score = -open[i].Config.Weight / Math.Log(Fraction(StableHash.Combine(key, open[i].Identity)));
            if (score > highest)
            {
                (best, highest) = (i, score);
            }
        }

        return best;
    }

    // Between 0 and 1, neither included.
    private static double Fraction(ulong hash) => ((hash >> 12) + 0.5) / (1UL << 52);
}

using Switchyard.Router.Model;

namespace Switchyard.Router.Balancing;

/// <summary>
/// Chooses the endpoints in turn, each as often as its weight says, and mixed rather than in blocks: each saves up its weight, the richest is
/// chosen and pays what all saved. An endpoint that comes back gets its turns slowly, since its weight does.
/// </summary>
/// <remarks>Source: nginx, "smooth weighted round-robin balancing".</remarks>
internal sealed class RoundRobinPolicy(bool isWeighted) : IBalancingPolicy
{
    private readonly Lock _lock = new();

    public BalancingChoice Choose(in BalancingRequest request, ReadOnlySpan<UpstreamEndpoint> open)
    {
        var best = 0;
        lock (_lock)
        {
            var saved = 0.0;
            for (var i = 0; i < open.Length; i++)
            {
                var weight = open[i].WeightAt(request.Now) / (isWeighted ? 1 : open[i].Config.Weight);
                saved += weight;
                open[i].Load.Credit += weight;
                best = open[i].Load.Credit > open[best].Load.Credit ? i : best;
            }

            open[best].Load.Credit -= saved;
        }

        return new BalancingChoice(best, isWeighted ? "in turn, by weight" : "in turn");
    }
}

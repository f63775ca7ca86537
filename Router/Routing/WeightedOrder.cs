using System.Collections.Immutable;
using Switchyard.Router.Balancing;
using Switchyard.Router.Configuration;

namespace Switchyard.Router.Routing;

/// <summary>Draws one of several models by weight. The same key draws the same model while it is there, and changed weights move no more keys than they must.</summary>
/// <remarks>Weighted rendezvous hashing: each model waits an exponentially distributed time at a rate of its weight, and the first wins.</remarks>
internal static class WeightedOrder
{
    private const double Unit = 1.0 / (1UL << 53);

    /// <summary>Orders <paramref name="models"/>: the one that <paramref name="key"/> draws, then the others, the heaviest first.</summary>
    public static ImmutableArray<WeightedModel> Of(IReadOnlyList<WeightedModel> models, ulong key)
    {
        var drawn = models.MinBy(entry => WaitOf(entry, key));
        return [drawn, .. models.Where(entry => entry != drawn).OrderByDescending(entry => entry.Weight)];
    }

    private static double WaitOf(WeightedModel entry, ulong key)
    {
        var uniform = ((StableHash.Combine(key, StableHash.Of(entry.Model ?? string.Empty)) >> 11) + 0.5) * Unit;
        return entry.Weight == 0 ? double.PositiveInfinity : -Math.Log(uniform) / entry.Weight;
    }
}

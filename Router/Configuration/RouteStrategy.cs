using System.Collections.Immutable;
using Switchyard.Router.Strategies;

namespace Switchyard.Router.Configuration;

/// <summary>The strategy of a route.</summary>
/// <param name="Kind">The strategy.</param>
/// <param name="Models">The models that are switched on, the preferred first.</param>
internal sealed record RouteStrategy(StrategyKind Kind, ImmutableArray<WeightedModel> Models)
{
    /// <summary>Gets the score its models must have; <see langword="null"/> where any will do.</summary>
    public double? MinScore { get; init; }

    /// <summary>Gets the same with what <c>*</c> stood for in the route's name.</summary>
    public RouteStrategy Expand(string? rest) =>
        rest is null ? this : this with { Models = [.. Models.Select(entry => entry with { Model = NamePatterns.Expand(entry.Model!, rest) })] };
}

using System.Collections.Immutable;
using Switchyard.Router.Strategies;

namespace Switchyard.Router.Configuration;

/// <summary>The strategy of a route.</summary>
/// <param name="Kind">The strategy.</param>
/// <param name="Models">The model strings, the preferred first.</param>
internal sealed record RouteStrategy(StrategyKind Kind, ImmutableArray<string> Models);

using Switchyard.Router.Routing;

namespace Switchyard.Router.Strategies;

/// <summary>Several models' plans, and what is done with them.</summary>
/// <param name="Kind">The strategy.</param>
/// <param name="Contenders">Each model's own plan, fallbacks included; at least one.</param>
internal sealed record StrategyPlan(StrategyKind Kind, IReadOnlyList<RoutePlan> Contenders);

using Switchyard.Agents.Graphs.Deltas;

namespace Switchyard.Agents.Graphs.Runs;

/// <summary>How far a scope came.</summary>
/// <param name="State">Its state after its last step.</param>
/// <param name="Next">The next node; several before branches; <see cref="StateGraph.End"/> after the last.</param>
/// <param name="Last">The node of its last step.</param>
/// <param name="Visits">How many steps it has.</param>
internal sealed record ScopePosition(StateDocument State, string[] Next, string? Last, int Visits);

namespace Switchyard.Web.Graphs;

/// <summary>What a run did at a node.</summary>
/// <param name="Standing">What it does there now.</param>
/// <param name="Visits">How often it began there.</param>
public sealed record NodeActivity(NodeStanding Standing, int Visits)
{
    public static NodeActivity None { get; } = new(NodeStanding.Untouched, 0);
}

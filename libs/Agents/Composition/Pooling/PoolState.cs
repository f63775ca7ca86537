namespace Switchyard.Agents.Composition.Pooling;

/// <summary>How far a pool's run came.</summary>
internal sealed record PoolState : CompositionState
{
    public static PoolState Of(AgentTask task) => new() { Task = task };
}

using Switchyard.Contracts.Agents;

namespace Switchyard.AgentClient;

/// <summary>Knows how runs end.</summary>
public static class RunEnds
{
    /// <summary>Says whether nothing comes after <paramref name="item"/>.</summary>
    public static bool IsLast(RunEvent item)
    {
        ArgumentNullException.ThrowIfNull(item);
        return item.Type is RunEventTypes.Completed or RunEventTypes.Failed or RunEventTypes.Cancelled;
    }

    /// <summary>Says whether a run in this state goes on no more.</summary>
    public static bool HasEnded(string status) => status is not RunStatuses.Running and not RunStatuses.Waiting;
}

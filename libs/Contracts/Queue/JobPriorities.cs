namespace Switchyard.Contracts.Queue;

/// <summary>Which waiting jobs go before others.</summary>
public static class JobPriorities
{
    /// <summary>Gets the priorities, the lowest first.</summary>
    public static IReadOnlyList<string> All { get; } = ["low", "normal", "high", "urgent"];
}

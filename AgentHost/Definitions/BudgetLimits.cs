namespace Switchyard.AgentHost.Definitions;

/// <summary>The largest limits that can be set; what is larger is a slip of the pen.</summary>
internal static class BudgetLimits
{
    public const int MaxIterations = 1_000;

    public const long MaxTokens = 1_000_000_000;

    public const int MaxCost = 1_000_000;

    /// <summary>A week.</summary>
    public const int MaxSeconds = 7 * 24 * 3_600;

    /// <summary>A year.</summary>
    public const int MaxWaitSeconds = 365 * 24 * 3_600;
}

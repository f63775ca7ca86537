namespace Switchyard.Dialects.Reasoning;

/// <summary>Effort in words and in tokens. The bounds are those OpenRouter and LiteLLM use, give or take; no provider defines them.</summary>
internal static class ReasoningEffort
{
    private const int Low = 1024;
    private const int Medium = 4096;
    private const int High = 16384;
    private const int Highest = 32768;

    public static int BudgetOf(string effort) => effort switch
    {
        "none" => 0,
        "minimal" or "low" => Low,
        "medium" => Medium,
        "high" => High,
        _ => Highest,
    };

    public static string WordFor(int budgetTokens) => budgetTokens switch
    {
        0 => "none",
        <= Low => "low",
        < High => "medium",
        _ => "high",
    };
}

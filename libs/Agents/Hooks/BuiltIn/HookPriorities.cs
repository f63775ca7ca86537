namespace Switchyard.Agents.Hooks.BuiltIn;

/// <summary>The places of the hooks that come with the product; those of a program's own go before, between and after.</summary>
public static class HookPriorities
{
    /// <summary>Redaction: before anything keeps or sends what it sees.</summary>
    public const int Redaction = 100;

    /// <summary>The cache: an answer from it uses up no limit.</summary>
    public const int Cache = 200;

    /// <summary>Limits: before a call costs anything.</summary>
    public const int RateLimit = 300;

    /// <summary>Recovery: after all others had their say.</summary>
    public const int Recovery = 400;

    /// <summary>Prices: before they are measured.</summary>
    public const int Cost = 500;

    /// <summary>Those that only look: at what is really done.</summary>
    public const int Observation = 1_000;
}

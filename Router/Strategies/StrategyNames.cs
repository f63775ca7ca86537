namespace Switchyard.Router.Strategies;

/// <summary>What headers and configuration call the strategies.</summary>
internal static class StrategyNames
{
    public const string All = "fallback, weighted, cheapest, semantic, race, hedge, cascade, vote, parallel";

    /// <summary>Gets the strategy named <paramref name="name"/>; <see langword="null"/> where there is none of that name.</summary>
    public static StrategyKind? Parse(string? name) => name switch
    {
        "fallback" => StrategyKind.Fallback,
        "weighted" => StrategyKind.Weighted,
        "cheapest" => StrategyKind.Cheapest,
        "semantic" => StrategyKind.Semantic,
        "race" => StrategyKind.Race,
        "hedge" => StrategyKind.Hedge,
        "cascade" => StrategyKind.Cascade,
        "vote" => StrategyKind.Vote,
        "parallel" => StrategyKind.Parallel,
        _ => null,
    };

    public static string NameOf(StrategyKind kind) => kind switch
    {
        StrategyKind.Fallback => "fallback",
        StrategyKind.Weighted => "weighted",
        StrategyKind.Cheapest => "cheapest",
        StrategyKind.Semantic => "semantic",
        StrategyKind.Race => "race",
        StrategyKind.Hedge => "hedge",
        StrategyKind.Cascade => "cascade",
        StrategyKind.Vote => "vote",
        _ => "parallel",
    };
}

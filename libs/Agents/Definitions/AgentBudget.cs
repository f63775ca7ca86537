using System.Text.Json.Serialization;

namespace Switchyard.Agents.Definitions;

/// <summary>What a run may use at most; <see langword="null"/> is no limit. It is enforced before each model and tool call, and survives the death of the host with the run.</summary>
/// <remarks>Written as JSON with its <see langword="null"/>s, since an absent limit would be read as the default.</remarks>
public sealed record AgentBudget
{
    /// <summary>Gets how many times the model may be asked. Default: 20.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public int? MaxIterations { get; init; } = 20;

    /// <summary>Gets how many tokens prompts and answers may have together.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public long? MaxTokens { get; init; }

    /// <summary>Gets how much the tokens may cost, in US dollars.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public decimal? MaxCost { get; init; }

    /// <summary>Gets how long the run may work, waiting for people not counted. Default: 10 minutes.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public TimeSpan? MaxTime { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>Takes the smaller of each limit and another budget's.</summary>
    /// <param name="other">The other budget; <see langword="null"/> limits nothing.</param>
    public AgentBudget Within(AgentBudget? other) => other is null ? this : new AgentBudget
    {
        MaxIterations = Smaller(MaxIterations, other.MaxIterations),
        MaxTokens = Smaller(MaxTokens, other.MaxTokens),
        MaxCost = Smaller(MaxCost, other.MaxCost),
        MaxTime = Smaller(MaxTime, other.MaxTime),
    };

    private static TValue? Smaller<TValue>(TValue? left, TValue? right)
        where TValue : struct, IComparable<TValue> =>
        left is not { } first ? right : right is not { } second || first.CompareTo(second) <= 0 ? left : right;
}

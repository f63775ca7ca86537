using Switchyard.QueueClient.Http;

namespace Switchyard.AgentClient;

/// <summary>Which runs a list shows.</summary>
public sealed record RunsQuery
{
    /// <summary>Gets the user; <see langword="null"/> for everybody's.</summary>
    public string? User { get; init; }

    /// <summary>Gets the state, one of <see cref="Contracts.Agents.RunStatuses"/>; <see langword="null"/> for all.</summary>
    public string? Status { get; init; }

    /// <summary>Gets how many at most, 1 to 100.</summary>
    public int Limit { get; init; } = 20;

    /// <summary>Gets the <see cref="Contracts.Agents.RunList.Next"/> of the page before.</summary>
    public string? Before { get; init; }

    internal string ToQuery() => new PathQuery().Add("user", User).Add("status", Status).Add("limit", Limit).Add("before", Before).ToString();
}

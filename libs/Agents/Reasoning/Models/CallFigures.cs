namespace Switchyard.Agents.Reasoning.Models;

/// <summary>What a journalled result of a model or tool says about its call.</summary>
internal sealed record CallFigures
{
    public double? Milliseconds { get; init; }

    public long? InputTokens { get; init; }

    public long? OutputTokens { get; init; }

    public decimal? Cost { get; init; }

    public string? Model { get; init; }
}

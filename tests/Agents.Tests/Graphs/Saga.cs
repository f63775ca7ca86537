namespace Switchyard.Agents.Tests.Graphs;

/// <summary>What <see cref="Story"/> became in a later version: one of its properties has another name and must be there.</summary>
public sealed record Saga
{
    public required IReadOnlyList<string> Verses { get; init; }

    public Saga Add(string verse) => this with { Verses = [.. Verses, verse] };
}

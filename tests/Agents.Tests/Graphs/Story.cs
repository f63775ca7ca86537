namespace Switchyard.Agents.Tests.Graphs;

/// <summary>The state of the graphs under test.</summary>
public sealed record Story(IReadOnlyList<string> Lines, int Count, string Text)
{
    public static Story Empty { get; } = new([], 0, "");

    public Story Add(string line) => this with { Lines = [.. Lines, line], Count = Count + 1 };
}

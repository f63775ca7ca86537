namespace Switchyard.Agents.Graphs;

/// <summary>A graph cannot be run; says everything that is wrong with it.</summary>
/// <param name="graph">The graph's name.</param>
/// <param name="problems">What is wrong, each with what to do.</param>
public sealed class InvalidGraphException(string graph, IReadOnlyList<string> problems)
    : Exception($"The graph '{graph}' has {problems.Count} problem(s):{Environment.NewLine}- {string.Join(Environment.NewLine + "- ", problems)}")
{
    /// <summary>Gets what is wrong, each with what to do.</summary>
    public IReadOnlyList<string> Problems => problems;
}

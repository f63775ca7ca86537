namespace Switchyard.Agents.Reasoning;

/// <summary>An agent cannot be made of a definition; says everything that is wrong with it.</summary>
/// <param name="agent">The agent's name.</param>
/// <param name="problems">What is wrong, each with what to do.</param>
public sealed class InvalidAgentException(string agent, IReadOnlyList<string> problems)
    : Exception($"The agent '{agent}' has {problems?.Count} problem(s):{Environment.NewLine}- {string.Join(Environment.NewLine + "- ", problems ?? [])}")
{
    /// <summary>Gets what is wrong, each with what to do.</summary>
    public IReadOnlyList<string> Problems => problems ?? [];
}

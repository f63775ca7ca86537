namespace Switchyard.Agents.Composition;

/// <summary>Who calls whom: so deep at most, and never in a circle, which would not end.</summary>
internal static class CallPaths
{
    /// <summary>How many agents may be at work within one another.</summary>
    public const int MaxDepth = 5;

    /// <summary>Says why <paramref name="agent"/> may not be called; <see langword="null"/> where it may.</summary>
    /// <param name="path">The agents that lead to the call, outermost first, the calling one included.</param>
    /// <param name="agent">The one that is called.</param>
    public static string? FindProblem(IReadOnlyList<string> path, string agent)
    {
        if (path.Contains(agent))
        {
            return $"'{agent}' is already at work on this ({Show(path, agent)}); an agent cannot call itself, not by way of others either";
        }

        return path.Count >= MaxDepth ? $"agents call one another {MaxDepth} deep at most ({Show(path, agent)})" : null;
    }

    private static string Show(IReadOnlyList<string> path, string agent) => string.Join(" → ", [.. path, agent]);
}

using Switchyard.Agents.Composition;

namespace Switchyard.AgentHost.Members;

/// <summary>Which agents an agent may name as those it calls.</summary>
internal static class MemberRules
{
    /// <summary>Says what is wrong with a name; null where it may be called.</summary>
    /// <param name="caller">The agent that names it.</param>
    /// <param name="agent">The name.</param>
    /// <param name="agents">The agents there are.</param>
    /// <param name="tools">The names of the tools there are.</param>
    public static string? FindProblem(string caller, string agent, IReadOnlySet<string> agents, IReadOnlySet<string> tools) =>
        agent == caller ? "An agent cannot call itself."
        : !agents.Contains(agent) ? $"There is no agent '{agent}'; define it first."
        : tools.Contains(AgentTool.NameOf(agent)) ? $"'{agent}' cannot be called: its name is that of the tool '{AgentTool.NameOf(agent)}'."
        : null;

    /// <summary>Says which two of several agents cannot be told apart as tools; null where all can.</summary>
    public static string? FindTwins(IEnumerable<string> agents) => agents.Distinct().GroupBy(AgentTool.NameOf).FirstOrDefault(group => group.Count() > 1) is { } twins
        ? $"'{string.Join("' and '", twins)}' would be one tool, '{twins.Key}': name one of them."
        : null;
}

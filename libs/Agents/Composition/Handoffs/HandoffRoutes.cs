using Switchyard.Agents.Definitions;
using Switchyard.Agents.Reasoning.Settings;

namespace Switchyard.Agents.Composition.Handoffs;

/// <summary>Which agent of a team may hand over to which, by the team's definition.</summary>
public static class HandoffRoutes
{
    /// <summary>Gets the setting that says so for agents of kind <see cref="AgentKinds.Handoff"/>, like <c>triage: billing, travel; billing: triage</c>. Without it the first may to each of the others.</summary>
    public static AgentSetting Setting { get; } = new("routes", "", "Who may hand over to whom, like 'triage: billing, travel; billing: triage'; without it the first may to each of the others.");

    /// <summary>Gets, for each agent of a team, those it may hand over to; nothing for agents whose kind hands nothing over.</summary>
    /// <param name="definition">The team, whose settings were checked.</param>
    public static IReadOnlyDictionary<string, IReadOnlyList<string>> Of(AgentDefinition definition)
    {
        ArgumentNullException.ThrowIfNull(definition);
        return definition.Kind switch
        {
            AgentKinds.Swarm => definition.Agents.ToDictionary(static agent => agent, agent => Except(definition, agent), StringComparer.Ordinal),
            AgentKinds.Handoff => OfHandoff(definition),
            _ => new Dictionary<string, IReadOnlyList<string>>(),
        };
    }

    /// <summary>Says what is wrong with the setting; nothing where it is right.</summary>
    internal static IEnumerable<string> Check(AgentDefinition definition)
    {
        HashSet<string> named = new(StringComparer.Ordinal);
        foreach (var (from, to) in Read(definition))
        {
            if (to.Count == 0)
            {
                yield return $"Setting '{Setting.Name}' has '{from}' without a ':' and those it may hand over to: write '{Setting.Name}: \"first: second, third\"'.";
            }
            else if (!named.Add(from))
            {
                yield return $"Setting '{Setting.Name}' has '{from}' twice: write all that it may hand over to once.";
            }

            foreach (var stranger in to.Prepend(from).Where(agent => !definition.Agents.Contains(agent)))
            {
                yield return $"Setting '{Setting.Name}' names '{stranger}', which is none of the agents: {string.Join(", ", definition.Agents)}.";
            }

            if (to.Contains(from))
            {
                yield return $"Setting '{Setting.Name}' has '{from}' hand over to itself.";
            }
        }
    }

    private static Dictionary<string, IReadOnlyList<string>> OfHandoff(AgentDefinition definition)
    {
        var routes = definition.Agents.ToDictionary(static agent => agent, static IReadOnlyList<string> (_) => [], StringComparer.Ordinal);
        var written = Read(definition);
        if (written.Count == 0)
        {
            routes[definition.Agents[0]] = Except(definition, definition.Agents[0]);
        }

        foreach (var (from, to) in written)
        {
            routes[from] = to;
        }

        return routes;
    }

    private static IReadOnlyList<string> Except(AgentDefinition definition, string agent) => [.. definition.Agents.Where(other => other != agent)];

    private static IReadOnlyList<(string From, IReadOnlyList<string> To)> Read(AgentDefinition definition) =>
        [.. Split(Setting.TextOf(definition), ';').Select(static route => route.Split(':', 2, StringSplitOptions.TrimEntries)).Select(static parts => (parts[0], (IReadOnlyList<string>)(parts.Length < 2 ? [] : Split(parts[1], ','))))];

    private static string[] Split(string text, char mark) => text.Split(mark, StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
}

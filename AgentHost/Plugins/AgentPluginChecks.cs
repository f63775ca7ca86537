using System.Text.RegularExpressions;
using Switchyard.AgentHost.Definitions;
using Switchyard.Agents.Reasoning;
using Switchyard.Contracts.Agents;
using Switchyard.Plugins;

namespace Switchyard.AgentHost.Plugins;

/// <summary>Checks what a plugin adds. What its agents say is checked with all others', once their tools and kinds are known; a tool that is named like one of the host's stops the start when the tools are put together.</summary>
internal static partial class AgentPluginChecks
{
    /// <summary>Checks <paramref name="plugin"/>, which comes after <paramref name="others"/>.</summary>
    /// <param name="plugin">The plugin.</param>
    /// <param name="others">Those before it.</param>
    /// <exception cref="PluginException">Something is wrong with it; all of that is said.</exception>
    public static void Check(AgentPlugin plugin, IReadOnlyList<AgentPlugin> others)
    {
        List<string> problems =
        [
            .. CheckAgents(plugin, [.. CodeAgents.All.Concat(others.SelectMany(static other => other.Agents)).Select(static agent => agent.Id!)]),
            .. CheckTools(plugin, [.. others.SelectMany(static other => other.Tools).Select(static tool => tool.Definition.Name)]),
            .. CheckKinds(plugin, [.. new AgentGraphs().Kinds, .. others.SelectMany(static other => other.Kinds.Keys)]),
            .. CheckHooks(plugin),
        ];
        if (problems.Count > 0)
        {
            throw new PluginException(problems);
        }
    }

    private static IEnumerable<string> CheckAgents(AgentPlugin plugin, HashSet<string> taken)
    {
        foreach (var agent in plugin.Agents)
        {
            if (agent?.Id is not { } id || !AgentIds.IsValid(id))
            {
                yield return $"which has an agent with the id '{agent?.Id}': it must be {AgentIds.Rule}.";
            }
            else if (!taken.Add(id))
            {
                yield return $"which has an agent with the id '{id}': that one is known already; choose another.";
            }
        }
    }

    private static IEnumerable<string> CheckTools(AgentPlugin plugin, HashSet<string> taken)
    {
        foreach (var tool in plugin.Tools)
        {
            if (tool?.Definition?.Name is not { } name || !NamePattern().IsMatch(name))
            {
                yield return $"which has a tool with the name '{tool?.Definition?.Name}': it may hold lower-case letters, digits and underscores only, 64 at most.";
            }
            else if (!taken.Add(name))
            {
                yield return $"which has a tool with the name '{name}': that one is known already; choose another.";
            }
        }
    }

    private static IEnumerable<string> CheckKinds(AgentPlugin plugin, HashSet<string> taken)
    {
        foreach (var (name, factory) in plugin.Kinds)
        {
            if (string.IsNullOrWhiteSpace(name) || factory is null)
            {
                yield return $"which has a kind of agents with the name '{name}' that cannot be made: give it a name and what makes its graph.";
            }
            else if (!taken.Add(name))
            {
                yield return $"which has a kind of agents with the name '{name}': that one is known already; choose another.";
            }
        }
    }

    private static IEnumerable<string> CheckHooks(AgentPlugin plugin)
    {
        if (plugin.Hooks.Any(static hook => hook is not { Name.Length: > 0, Points.Count: > 0 }))
        {
            yield return "which has a hook without name or points: give it both.";
        }
    }

    [GeneratedRegex("^[a-z][a-z0-9_]{0,63}$")]
    private static partial Regex NamePattern();
}

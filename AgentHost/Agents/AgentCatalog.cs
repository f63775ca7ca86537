using System.Collections.Frozen;
using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Options;
using Switchyard.AgentHost.Configuration;
using Switchyard.Agents.Tools;
using Switchyard.Contracts.Agents;

namespace Switchyard.AgentHost.Agents;

/// <summary>The agents there are.</summary>
internal sealed class AgentCatalog(ToolBox tools, IOptions<AgentHostOptions> options)
{
    private readonly FrozenDictionary<string, AgentProfile> _profiles = new AgentProfile[]
    {
        new("assistant", "Answers questions and uses tools: arithmetic, dates, units, text, memory and files.", "You are a helpful assistant. Use a tool when it helps."),
    }.ToFrozenDictionary(profile => profile.Id, StringComparer.Ordinal);

    public bool TryGet(string id, [NotNullWhen(true)] out AgentProfile? profile) => _profiles.TryGetValue(id, out profile);

    public AgentList List() => new()
    {
        Data = [.. _profiles.Values.OrderBy(profile => profile.Id, StringComparer.Ordinal).Select(profile => new AgentInfo
        {
            Id = profile.Id,
            Description = profile.Description,
            Model = options.Value.Model,
            Tools = [.. tools.All.Select(tool => tool.Definition.Name)],
        })],
    };
}

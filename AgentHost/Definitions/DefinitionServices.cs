using Switchyard.AgentHost.Plugins;
using Switchyard.Agents.Reasoning;

namespace Switchyard.AgentHost.Definitions;

/// <summary>Registers agents' definitions.</summary>
internal static class DefinitionServices
{
    public static IHostApplicationBuilder AddDefinitions(this IHostApplicationBuilder builder)
    {
        builder.Services.AddSingleton(CreateGraphs).AddSingleton<AgentTools>().AddSingleton<DefinitionStore>().AddSingleton<AgentCatalog>();
        builder.Services.AddHostedService<AgentFolder>();
        return builder;
    }

    private static AgentGraphs CreateGraphs(IServiceProvider services)
    {
        var graphs = new AgentGraphs();
        foreach (var (name, factory) in services.GetRequiredService<LoadedPlugins>().Kinds)
        {
            graphs.Add(name, factory);
        }

        return graphs;
    }
}

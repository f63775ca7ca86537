using Switchyard.Agents.Reasoning;

namespace Switchyard.AgentHost.Definitions;

/// <summary>Registers agents' definitions.</summary>
internal static class DefinitionServices
{
    public static IHostApplicationBuilder AddDefinitions(this IHostApplicationBuilder builder)
    {
        builder.Services.AddSingleton<AgentGraphs>().AddSingleton<AgentTools>().AddSingleton<DefinitionStore>().AddSingleton<AgentCatalog>();
        builder.Services.AddHostedService<AgentFolder>();
        return builder;
    }
}

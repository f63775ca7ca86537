using Microsoft.Extensions.Options;
using Switchyard.AgentHost.Configuration;

namespace Switchyard.AgentHost.Plugins;

/// <summary>Registers what plugins add.</summary>
internal static class PluginServices
{
    public static IHostApplicationBuilder AddPlugins(this IHostApplicationBuilder builder)
    {
        builder.Services.AddSingleton<AgentPluginLoader>().AddSingleton<IValidateOptions<AgentHostOptions>, PluginsValidator>();
        builder.Services.AddSingleton(provider => provider.GetRequiredService<AgentPluginLoader>().Load(
            provider.GetRequiredService<IConfiguration>().GetSection($"{AgentHostOptions.SectionName}:{nameof(AgentHostOptions.Plugins)}").Get<string[]>() ?? []));
        return builder;
    }
}

using Microsoft.Extensions.AI;
using Microsoft.Extensions.Options;
using Switchyard.AgentHost.Configuration;
using Switchyard.AgentHost.Conversations;
using Switchyard.AgentHost.Telemetry;
using Switchyard.Agents.Hooks;
using Switchyard.Agents.Reasoning;
using Switchyard.Agents.Reasoning.Code;
using Switchyard.Agents.Tools;
using Switchyard.Agents.Tools.Artefacts;

namespace Switchyard.AgentHost.Runs;

/// <summary>Registers runs and what works on them.</summary>
internal static class RunServices
{
    public static IHostApplicationBuilder AddRuns(this IHostApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddOptionsWithValidateOnStart<AgentHostOptions, AgentHostOptionsValidator>().BindConfiguration(AgentHostOptions.SectionName);
        services.AddSingleton<IValidateOptions<AgentHostOptions>, LeaseValidator>().AddSingleton<IValidateOptions<AgentHostOptions>, PriceValidator>();
        services.AddSingleton(TimeProvider.System).AddSingleton<AgentHostTelemetry>().AddSingleton(CreateServices);
        services.AddSingleton<ConversationStore>().AddSingleton<PromptBuilder>();
        services.AddSingleton<LiveRuns>().AddSingleton<RunSettings>().AddSingleton<RunClaims>().AddSingleton<RunStore>().AddSingleton<RunQueries>().AddSingleton<RunPublisher>();
        services.AddSingleton<RunAgents>().AddSingleton<RunPreparer>().AddSingleton<RunRecorder>().AddSingleton<RunTakeOver>().AddSingleton<RunWorker>();
        services.AddSingleton<RunEventReader>().AddSingleton<RunDetails>().AddSingleton<StartRunValidator>().AddSingleton<RunStarter>().AddSingleton<RunHost>();
        services.AddHostedService<RunSweeper>();
        services.AddHostedService(provider => provider.GetRequiredService<RunHost>());
        return builder;
    }

    private static AgentServices CreateServices(IServiceProvider services)
    {
        var options = services.GetRequiredService<IOptions<AgentHostOptions>>().Value;
        return new AgentServices
        {
            Model = services.GetRequiredService<IChatClient>(),
            Tools = services.GetRequiredService<ToolBox>(),
            Hooks = services.GetRequiredService<HookPipeline>(),
            Code = services.GetRequiredService<ICodeRunner>(),
            Artefacts = services.GetRequiredService<IArtefactStore>(),
            Time = services.GetRequiredService<TimeProvider>(),
            Price = model => options.Prices.TryGetValue(model, out var price) ? new ModelPrice(price.InputPerMillion, price.OutputPerMillion) : null,
            Backend = "router",
            Owner = services.GetRequiredService<LiveRuns>().HostName,
        };
    }
}

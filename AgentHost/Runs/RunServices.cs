using Microsoft.Extensions.Options;
using Switchyard.AgentHost.Agents;
using Switchyard.AgentHost.Configuration;
using Switchyard.AgentHost.Conversations;
using Switchyard.AgentHost.Memory;
using Switchyard.AgentHost.Telemetry;
using Switchyard.Agents.Memory;
using Switchyard.Agents.Tools;
using Switchyard.Agents.Tools.Communication;
using Switchyard.Agents.Tools.Files;
using Switchyard.Agents.Tools.Outputs;
using Switchyard.Agents.Tools.Selection;

namespace Switchyard.AgentHost.Runs;

/// <summary>Registers agents, their tools and their runs.</summary>
internal static class RunServices
{
    private const string DataVariable = "SWITCHYARD_DATA";

    public static IHostApplicationBuilder AddRuns(this IHostApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddOptionsWithValidateOnStart<AgentHostOptions, AgentHostOptionsValidator>().BindConfiguration(AgentHostOptions.SectionName);
        services.AddSingleton<IValidateOptions<AgentHostOptions>, LeaseValidator>();
        services.AddSingleton(TimeProvider.System).AddSingleton<AgentHostTelemetry>();
        services.AddSingleton<IMemoryStore, PostgresMemoryStore>();
        services.AddSingleton(CreateFiles);
        services.AddSingleton<IMessageInbox>(new MemoryMessageInbox(maxMessages: 100));
        services.AddSingleton(provider => new ToolOutputs(new ToolOutputsOptions(), provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton(CreateTools);
        services.AddSingleton<ToolSelector>().AddSingleton<AgentCatalog>().AddSingleton<ConversationStore>().AddSingleton<PromptBuilder>();
        services.AddSingleton<LiveRuns>().AddSingleton<RunSettings>().AddSingleton<RunStore>().AddSingleton<RunQueries>().AddSingleton<RunExecutor>();
        services.AddSingleton<RunEventReader>().AddSingleton<StartRunValidator>().AddSingleton<RunStarter>().AddSingleton<RunHost>();
        services.AddHostedService<RunLeases>();
        services.AddHostedService(provider => provider.GetRequiredService<RunHost>());
        return builder;
    }

    private static ToolBox CreateTools(IServiceProvider services) => BuiltInTools.Create(new BuiltInToolServices
    {
        Memory = services.GetRequiredService<IMemoryStore>(),
        Files = services.GetRequiredService<UserFiles>(),
        Inbox = services.GetRequiredService<IMessageInbox>(),
        Outputs = services.GetRequiredService<ToolOutputs>(),
        Time = services.GetRequiredService<TimeProvider>(),
    });

    private static UserFiles CreateFiles(IServiceProvider services)
    {
        var options = services.GetRequiredService<IOptions<AgentHostOptions>>().Value;
        var data = services.GetRequiredService<IConfiguration>()[DataVariable];
        var folder = options.DataFolder
            ?? (data is { Length: > 0 } ? data : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify), "switchyard"));
        return new UserFiles(new UserFilesOptions { Root = Path.Combine(folder, "files") });
    }
}

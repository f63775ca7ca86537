using Microsoft.Extensions.Options;
using Switchyard.AgentHost.Configuration;
using Switchyard.AgentHost.Memory;
using Switchyard.AgentHost.Plugins;
using Switchyard.Agents.Hooks;
using Switchyard.Agents.Memory;
using Switchyard.Agents.Reasoning.Code;
using Switchyard.Agents.Tools;
using Switchyard.Agents.Tools.Artefacts;
using Switchyard.Agents.Tools.Code;
using Switchyard.Agents.Tools.Communication;
using Switchyard.Agents.Tools.Files;
using Switchyard.Agents.Tools.Search;
using Switchyard.Agents.Tools.Weather;
using Switchyard.Agents.Tools.Web;
using Switchyard.OutboundHttp;
using Switchyard.Sandbox;

namespace Switchyard.AgentHost.Tools;

/// <summary>Registers the tools of this host's agents, and what runs the code of those that think in code.</summary>
internal static class ToolServices
{
    private const string DataVariable = "SWITCHYARD_DATA";
    private const string UserAgent = "SwitchyardAgent/1.0";

    public static IHostApplicationBuilder AddTools(this IHostApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddOptionsWithValidateOnStart<AgentToolOptions, AgentToolOptionsValidator>().BindConfiguration(AgentToolOptions.SectionName, binder => binder.ErrorOnUnknownConfiguration = true);
        services.AddSingleton<IConfigureOptions<SandboxOptions>, SandboxSettings>().AddOptionsWithValidateOnStart<SandboxOptions, SandboxSettingsValidator>();
        services.AddHostedService<SandboxSweep>();
        services.AddOptionsWithValidateOnStart<WebSearchOptions, WebSearchOptionsValidator>().BindConfiguration(WebSearchOptions.SectionName, binder => binder.ErrorOnUnknownConfiguration = true);
        services.AddSingleton<IMemoryStore, PostgresMemoryStore>().AddSingleton<IMessageInbox, PostgresMessageInbox>();
        services.AddSingleton(CreateFiles).AddSingleton(CreateClient).AddSingleton(CreateReader).AddSingleton(provider => provider.GetRequiredService<IOptions<SandboxOptions>>().Value).AddSingleton(CreateTools);
        services.AddSingleton<IWeatherProvider>(provider => new OpenMeteo(provider.GetRequiredService<WebReader>(), new OpenMeteoOptions()));
        services.AddSingleton<ISearchProvider>(provider => new FolderSearch(Options(provider).DocumentsFolder));
        services.AddSingleton<WebSearch>();
        services.AddSingleton<ICodeRunner>(provider => new SandboxCodeRunner(provider.GetRequiredService<SandboxOptions>(), new SandboxCodeRunnerOptions(), provider.GetRequiredService<TimeProvider>()));
        return builder;
    }

    private static ToolBox CreateTools(IServiceProvider services)
    {
        var time = services.GetRequiredService<TimeProvider>();
        var files = services.GetRequiredService<UserFiles>();
        var builtIn = BuiltInTools.Create(new BuiltInToolServices
        {
            Memory = services.GetRequiredService<IMemoryStore>(),
            Files = files,
            Inbox = services.GetRequiredService<IMessageInbox>(),
            Hooks = services.GetRequiredService<HookPipeline>(),
            Time = time,
        });
        var connected = ConnectedTools.Create(new ConnectedToolServices
        {
            Files = files,
            Web = services.GetRequiredService<WebReader>(),
            Weather = services.GetRequiredService<IWeatherProvider>(),
            WebSearch = services.GetRequiredService<WebSearch>().Provider,
            Documents = services.GetRequiredService<ISearchProvider>(),
            Sandbox = services.GetRequiredService<SandboxOptions>(),
            Artefacts = services.GetRequiredService<IArtefactStore>(),
            Time = time,
        });
        return new ToolBox([.. builtIn.All, .. connected, .. services.GetRequiredService<LoadedPlugins>().Tools]);
    }

    private static OutboundHttpClient CreateClient(IServiceProvider services)
    {
        var options = Options(services);
        var outbound = new OutboundHttpOptions { UserAgent = UserAgent, MaxBytes = options.MaxPageBytes };
        foreach (var host in options.AllowedHosts)
        {
            outbound.AllowedHosts.Add(host);
        }

        foreach (var network in options.AllowedNetworks)
        {
            outbound.AllowedNetworks.Add(network);
        }

        return new OutboundHttpClient(outbound, services.GetRequiredService<TimeProvider>());
    }

    private static WebReader CreateReader(IServiceProvider services) =>
        new(services.GetRequiredService<OutboundHttpClient>(), new WebReaderOptions(), services.GetRequiredService<TimeProvider>());

    private static UserFiles CreateFiles(IServiceProvider services)
    {
        var options = services.GetRequiredService<IOptions<AgentHostOptions>>().Value;
        var data = services.GetRequiredService<IConfiguration>()[DataVariable];
        var folder = options.DataFolder
            ?? (data is { Length: > 0 } ? data : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify), "switchyard"));
        return new UserFiles(new UserFilesOptions { Root = Path.Combine(folder, "files") });
    }

    private static AgentToolOptions Options(IServiceProvider services) => services.GetRequiredService<IOptions<AgentToolOptions>>().Value;
}

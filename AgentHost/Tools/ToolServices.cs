using Microsoft.Extensions.Options;
using Switchyard.AgentHost.Configuration;
using Switchyard.AgentHost.Memory;
using Switchyard.Agents.Memory;
using Switchyard.Agents.Tools;
using Switchyard.Agents.Tools.Files;

namespace Switchyard.AgentHost.Tools;

/// <summary>Registers the tools of this host's agents.</summary>
internal static class ToolServices
{
    private const string DataVariable = "SWITCHYARD_DATA";

    public static IHostApplicationBuilder AddTools(this IHostApplicationBuilder builder)
    {
        builder.Services.AddSingleton<IMemoryStore, PostgresMemoryStore>();
        builder.Services.AddSingleton(CreateFiles);
        builder.Services.AddSingleton(provider => BuiltInTools.Create(provider.GetRequiredService<IMemoryStore>(), provider.GetRequiredService<UserFiles>(), provider.GetRequiredService<TimeProvider>()));
        return builder;
    }

    private static UserFiles CreateFiles(IServiceProvider services)
    {
        var options = services.GetRequiredService<IOptions<AgentHostOptions>>().Value;
        var data = services.GetRequiredService<IConfiguration>()[DataVariable];
        var folder = options.DataFolder
            ?? (data is { Length: > 0 } ? data : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify), "switchyard"));
        return new UserFiles(new UserFilesOptions { Root = Path.Combine(folder, "files") });
    }
}

using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Switchyard.ServiceDefaults.Lifetime;

/// <summary>Registers how a service ends: gracefully within a limit, and together with the AppHost that started it.</summary>
internal static class LifetimeExtensions
{
    private const string ParentPipeKey = "SWITCHYARD_PARENT_PIPE";

    public static IServiceCollection AddLifetime(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<HostOptions>().Configure<IOptions<ServiceDefaultsOptions>>(static (host, defaults) => host.ShutdownTimeout = defaults.Value.ShutdownTimeout);
        if (configuration[ParentPipeKey] == "stdin")
        {
            services.AddSingleton<IHostedService>(provider => ActivatorUtilities.CreateInstance<ParentPipe>(provider, Console.OpenStandardInput(), new Action(ParentPipe.KillThisProcess)));
        }

        return services;
    }
}

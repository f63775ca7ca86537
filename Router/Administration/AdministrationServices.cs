using Microsoft.Extensions.DependencyInjection.Extensions;
using Switchyard.Router.Storage;

namespace Switchyard.Router.Administration;

/// <summary>Registers what changes the Router while it runs.</summary>
internal static class AdministrationServices
{
    public static IServiceCollection AddAdministration(this IServiceCollection services)
    {
        services.TryAddSingleton<AdminAccess>();
        services.TryAddSingleton<SecretProtector>();
        services.TryAddSingleton<SettingsComposer>();
        services.TryAddSingleton<SettingDescriber>();
        services.TryAddSingleton<RuntimeSettings>();
        services.TryAddSingleton<SettingsEditor>();
        return services;
    }
}

using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Npgsql;
using Switchyard.Router.Pulls;

namespace Switchyard.Router.Storage;

/// <summary>Registers where changes made at run time are kept: PostgreSQL where the Router was given one.</summary>
internal static class StorageServices
{
    public const string ResourceName = "switchyard";

    // The check is of the server, and carries the name that AppHost and its ready table give it.
    private const string ServerName = "postgres";
    private const int ConnectSeconds = 3;
    private const int CommandSeconds = 5;

    public static IServiceCollection AddStorage(this IServiceCollection services, IConfiguration configuration)
    {
        if (configuration.GetConnectionString(ResourceName) is not { Length: > 0 } text)
        {
            services.TryAddSingleton<ISettingsStore, MemorySettingsStore>();
            return services;
        }

        services.AddSingleton(_ => CreateDataSource(text));
        services.TryAddSingleton<SchemaMigrator>();
        services.TryAddSingleton<ISettingsStore, PostgresSettingsStore>();
        services.AddHostedService<SettingsFollower>();
        services.AddHostedService<DataClassAuditWriter>();
        services.TryAddSingleton<PostgresPullSignals>();
        services.TryAddSingleton<IPullSignals>(static provider => provider.GetRequiredService<PostgresPullSignals>());
        services.AddHostedService(static provider => provider.GetRequiredService<PostgresPullSignals>());
        services.AddHealthChecks().AddCheck<SettingsHealthCheck>(ServerName, HealthStatus.Degraded);
        return services;
    }

    private static NpgsqlDataSource CreateDataSource(string text)
    {
        var builder = new NpgsqlDataSourceBuilder(text) { Name = ResourceName };
        builder.ConnectionStringBuilder.Timeout = ConnectSeconds;
        builder.ConnectionStringBuilder.CommandTimeout = CommandSeconds;
        return builder.Build();
    }
}

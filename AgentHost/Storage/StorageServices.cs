using Microsoft.Extensions.Options;
using Npgsql;
using Switchyard.AgentHost.Configuration;
using Switchyard.Agents.Journal;
using Switchyard.Agents.Postgres;

namespace Switchyard.AgentHost.Storage;

/// <summary>Registers PostgreSQL.</summary>
internal static class StorageServices
{
    public const string ResourceName = "switchyard";

    // The check is of the server, and carries the name that AppHost and its ready table give it.
    private const string ServerName = "postgres";

    public static IHostApplicationBuilder AddStorage(this IHostApplicationBuilder builder)
    {
        var connectionString = builder.Configuration.GetConnectionString(ResourceName);
        if (string.IsNullOrWhiteSpace(connectionString))
        {
            throw new InvalidOperationException($"ConnectionStrings:{ResourceName} is not set; start this service through AppHost or set ConnectionStrings__{ResourceName} to an Npgsql connection string.");
        }

        builder.Services.AddSingleton(_ => new NpgsqlDataSourceBuilder(connectionString) { Name = ResourceName }.Build());
        builder.Services.AddSingleton(services => new PostgresRunJournal(new PostgresRunJournalOptions
        {
            ConnectionString = connectionString,
            AllowUnsafeDatabase = services.GetRequiredService<IOptions<AgentHostOptions>>().Value.AllowUnsafeDatabase,
        }));
        builder.Services.AddSingleton<IRunJournal>(services => services.GetRequiredService<PostgresRunJournal>());
        builder.Services.AddHostedService<SchemaMigrator>();
        builder.Services.AddHostedService<JournalPreparation>();
        builder.Services.AddHealthChecks().AddCheck<DatabaseHealthCheck>(ServerName);
        return builder;
    }
}

using Npgsql;
using Switchyard.Agents.Postgres;

namespace Switchyard.AgentHost.Storage;

/// <summary>Brings the journal's schema up to date before anything is served, after <see cref="SchemaMigrator"/> has waited for the database.</summary>
internal sealed class JournalPreparation(PostgresRunJournal journal) : IHostedService
{
    /// <exception cref="NpgsqlException">The database is away again.</exception>
    public async Task StartAsync(CancellationToken cancellationToken) => await journal.PrepareAsync(cancellationToken);

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}

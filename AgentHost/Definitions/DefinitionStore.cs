using System.Security.Cryptography;
using System.Text.Json;
using Dapper;
using Npgsql;
using Switchyard.Contracts.Agents;

namespace Switchyard.AgentHost.Definitions;

/// <summary>
/// The versions of all agents in PostgreSQL, wherever they were defined: a run keeps its version, and any host goes on with it, whatever files that host has. Versions are never changed.
/// </summary>
internal sealed class DefinitionStore(NpgsqlDataSource database)
{
    // Any number will do as long as no other lock of this database begins with it.
    private const int LockClass = 0x4147_4453;

    /// <summary>
    /// Stores an agent, unless it is as its source had it last: a file that stands as it is must not undo at each start what was changed over the API since, and two hosts that start
    /// together must make one version.
    /// </summary>
    /// <returns>The version, and whether it is new.</returns>
    public async Task<(int Version, bool IsNew)> PutAsync(AgentDocument document, string source, string? yaml, CancellationToken cancellationToken)
    {
        const string Latest = "select version as Version, hash as Hash from agents.definitions where agent = @Id and source = @source order by version desc limit 1";
        const string Insert = """
            insert into agents.definitions (agent, version, source, hash, document, yaml)
            select @Id, coalesce(max(version), 0) + 1, @source, @hash, @json::jsonb, @yaml from agents.definitions where agent = @Id
            returning version
            """;
        var json = JsonSerializer.SerializeToUtf8Bytes(document, AgentsJsonContext.Default.AgentDocument);
        var hash = SHA256.HashData(json);
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await connection.ExecuteAsync(new CommandDefinition("select pg_advisory_xact_lock(@LockClass, hashtext(@Id))", new { LockClass, document.Id }, transaction, cancellationToken: cancellationToken));
        var latest = await connection.QuerySingleOrDefaultAsync<(int Version, byte[] Hash)?>(new CommandDefinition(Latest, new { document.Id, source }, transaction, cancellationToken: cancellationToken));
        if (latest is { } last && last.Hash.AsSpan().SequenceEqual(hash) && (source != AgentSources.Api || await IsLatestAsync(connection, transaction, document.Id!, last.Version, cancellationToken)))
        {
            return (last.Version, false);
        }

        var row = new { document.Id, source, hash, json = System.Text.Encoding.UTF8.GetString(json), yaml };
        var version = await connection.ExecuteScalarAsync<int>(new CommandDefinition(Insert, row, transaction, cancellationToken: cancellationToken));
        await transaction.CommitAsync(cancellationToken);
        return (version, true);
    }

    /// <summary>One version of an agent, or its newest.</summary>
    public async Task<AgentEntry?> FindAsync(string agent, int? version, CancellationToken cancellationToken)
    {
        const string Sql = $"""
            select {DefinitionRow.Columns} from agents.definitions where agent = @agent and (@version::int is null or version = @version) order by version desc limit 1
            """;
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        return (await connection.QuerySingleOrDefaultAsync<DefinitionRow>(new CommandDefinition(Sql, new { agent, version }, cancellationToken: cancellationToken)))?.ToEntry();
    }

    /// <summary>The newest version of every agent, by name.</summary>
    public async Task<IReadOnlyList<AgentEntry>> ListAsync(CancellationToken cancellationToken)
    {
        const string Sql = $"select distinct on (agent) {DefinitionRow.Columns} from agents.definitions order by agent, version desc";
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        var rows = await connection.QueryAsync<DefinitionRow>(new CommandDefinition(Sql, cancellationToken: cancellationToken));
        return [.. rows.Select(row => row.ToEntry())];
    }

    /// <summary>The versions of an agent, newest first.</summary>
    public async Task<IReadOnlyList<AgentVersion>> ListVersionsAsync(string agent, CancellationToken cancellationToken)
    {
        const string Sql = "select version as Version, source as Source, created_at as CreatedAt from agents.definitions where agent = @agent order by version desc";
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        var rows = await connection.QueryAsync<(int Version, string Source, DateTime CreatedAt)>(new CommandDefinition(Sql, new { agent }, cancellationToken: cancellationToken));
        return [.. rows.Select(row => new AgentVersion { Version = row.Version, Source = row.Source, CreatedAt = row.CreatedAt })];
    }

    // Who sends a definition wants it to hold from now on, also where a file came after its last one.
    private static async Task<bool> IsLatestAsync(NpgsqlConnection connection, NpgsqlTransaction transaction, string agent, int version, CancellationToken cancellationToken) =>
        await connection.ExecuteScalarAsync<int>(new CommandDefinition("select max(version) from agents.definitions where agent = @agent", new { agent }, transaction, cancellationToken: cancellationToken)) == version;
}

using System.Text;
using Dapper;
using Microsoft.Extensions.Options;
using Npgsql;
using Switchyard.AgentHost.Runs;
using Switchyard.Agents.Tools.Artefacts;
using Switchyard.Contracts.Agents;

namespace Switchyard.AgentHost.Artifacts;

/// <summary>Keeps the files that code of runs wrote beside the runs. A run that another one has called shares that one's bounds and goes with it.</summary>
internal sealed partial class ArtifactStore(NpgsqlDataSource database, LiveRuns live, IOptions<ArtifactOptions> options, ILogger<ArtifactStore> logger) : IArtefactStore
{
    // What an index of PostgreSQL holds, and more than a name that a person reads.
    private const int MaxNameBytes = 1_000;

    // A run that has a row is its own owner; one that was called has the row of the run that called it.
    private const string FindOwner = """
        select id from (
            select id, 0 as place, created_at as since from agents.runs where id = @id
            union all
            select run_id, 1, called_at from agents.member_runs where id = @journal) found
        order by place, since limit 1
        """;

    private const string LockOwner = "select id from agents.runs where id = @owner and status = 'running' and host = @HostId for update";

    // What is over a bound of bytes is noted without its content, over that of files not at all.
    private const string Insert = """
        with others as (select count(*) as files, coalesce(sum(length(content)), 0) as bytes from agents.artifacts where run_id = @owner and (journal, name) <> (@journal, @name))
        insert into agents.artifacts (run_id, journal, name, size, media_type, content)
        select @owner, @journal, @name, @size, @mediaType, case when others.bytes + length(@content) <= @maxBytes then @content end from others where others.files < @maxFiles
        on conflict (run_id, journal, name) do update set size = excluded.size, media_type = excluded.media_type, content = excluded.content, written_at = clock_timestamp()
        """;

    public async Task<bool> SaveAsync(Guid runId, IReadOnlyList<Artefact> files, CancellationToken cancellationToken)
    {
        try
        {
            await using var connection = await database.OpenConnectionAsync(cancellationToken);
            await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
            var isKept = await SaveAsync(connection, transaction, runId, files, cancellationToken);
            await transaction.CommitAsync(cancellationToken);
            return isKept;
        }
        catch (NpgsqlException exception)
        {
            // The code has run, and what it printed must not be lost with its files.
            LogNotKept(runId, files.Count, exception);
            return false;
        }
    }

    /// <summary>Lists the files of a run, by name.</summary>
    public async Task<IReadOnlyList<RunArtifact>> ListAsync(string runId, CancellationToken cancellationToken)
    {
        const string Sql = """
            select name as Name, size as Size, media_type as MediaType, content is not null as Kept, written_at as WrittenAt from agents.artifacts
            where journal = @journal order by name collate "C"
            """;
        if (!RunId.TryRead(runId, out var journal))
        {
            return [];
        }

        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        return [.. (await connection.QueryAsync<ArtifactRow>(new CommandDefinition(Sql, new { journal }, cancellationToken: cancellationToken))).Select(static row => row.ToArtifact())];
    }

    /// <summary>Reads a file of a run; null where there is none of that name.</summary>
    public async Task<ArtifactContent?> ReadAsync(string runId, string name, CancellationToken cancellationToken)
    {
        const string Sql = "select media_type as MediaType, content as Content from agents.artifacts where journal = @journal and name = @name";
        if (!RunId.TryRead(runId, out var journal))
        {
            return null;
        }

        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        return await connection.QueryFirstOrDefaultAsync<ArtifactContent>(new CommandDefinition(Sql, new { journal, name }, cancellationToken: cancellationToken));
    }

    private async Task<bool> SaveAsync(NpgsqlConnection connection, NpgsqlTransaction transaction, Guid runId, IReadOnlyList<Artefact> files, CancellationToken cancellationToken)
    {
        var owner = await connection.QuerySingleOrDefaultAsync<string>(new CommandDefinition(FindOwner, new { id = RunId.Of(runId), journal = runId }, transaction, cancellationToken: cancellationToken));

        // A host that has lost the run must not write over what the next one's code wrote, and calls of one run that write at once must not each find the same room.
        var mine = await connection.QuerySingleOrDefaultAsync<string>(new CommandDefinition(LockOwner, new { owner, live.HostId }, transaction, cancellationToken: cancellationToken));
        if (mine is null)
        {
            return false;
        }

        foreach (var file in files.Where(static file => Encoding.UTF8.GetByteCount(file.Name) <= MaxNameBytes))
        {
            var (name, content) = (SafeText.Clean(file.Name), file.Content?.ToArray());
            var row = new { owner, journal = runId, name, size = file.Size, mediaType = MediaTypes.Of(name, content), content, maxBytes = options.Value.MaxBytes, maxFiles = options.Value.MaxFiles };
            await connection.ExecuteAsync(new CommandDefinition(Insert, row, transaction, cancellationToken: cancellationToken));
        }

        return true;
    }

    [LoggerMessage(EventId = 3050, Level = LogLevel.Warning, Message = "{Files} files that code of run {RunId} wrote could not be kept.")]
    private partial void LogNotKept(Guid runId, int files, Exception exception);
}

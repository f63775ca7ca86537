using Dapper;
using Microsoft.Extensions.Options;
using Npgsql;
using Switchyard.AgentHost.Runs;
using Switchyard.Agents.Tools.Artefacts;
using Switchyard.Contracts.Agents;

namespace Switchyard.AgentHost.Artifacts;

/// <summary>Keeps the files that code of runs wrote beside the runs. A run that another one has called shares that one's bounds and goes with it.</summary>
internal sealed class ArtifactStore(NpgsqlDataSource database, IOptions<ArtifactOptions> options) : IArtefactStore
{
    // A run that has a row is its own owner; one that was called has the row of the run that called it.
    private const string FindOwner = """
        select id from (
            select id, 0 as place, created_at as since from agents.runs where id = @id
            union all
            select run_id, 1, called_at from agents.member_runs where id = @journal) found
        order by place, since limit 1
        """;

    // What is over a bound of bytes is noted without its content, over that of files not at all.
    private const string Insert = """
        with others as (select count(*) as files, coalesce(sum(length(content)), 0) as bytes from agents.artifacts where run_id = @owner and (journal, name) <> (@journal, @name))
        insert into agents.artifacts (run_id, journal, name, size, media_type, content)
        select @owner, @journal, @name, @size, @mediaType, case when others.bytes + length(@content) <= @maxBytes then @content end from others where others.files < @maxFiles
        on conflict (run_id, journal, name) do update set size = excluded.size, media_type = excluded.media_type, content = excluded.content, written_at = clock_timestamp()
        """;

    public async Task SaveAsync(Guid runId, IReadOnlyList<Artefact> files, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        if (await connection.QuerySingleOrDefaultAsync<string>(new CommandDefinition(FindOwner, new { id = RunId.Of(runId), journal = runId }, cancellationToken: cancellationToken)) is not { } owner)
        {
            return;
        }

        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);

        // Calls of one run that write at once must not each find the same room.
        await connection.ExecuteAsync(new CommandDefinition("select pg_advisory_xact_lock(hashtextextended('artifacts ' || @owner, 0))", new { owner }, transaction, cancellationToken: cancellationToken));
        foreach (var file in files)
        {
            var (name, content) = (SafeText.Clean(file.Name), file.Content?.ToArray());
            var row = new { owner, journal = runId, name, size = file.Size, mediaType = MediaTypes.Of(name, content), content, maxBytes = options.Value.MaxBytes, maxFiles = options.Value.MaxFiles };
            await connection.ExecuteAsync(new CommandDefinition(Insert, row, transaction, cancellationToken: cancellationToken));
        }

        await transaction.CommitAsync(cancellationToken);
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
}

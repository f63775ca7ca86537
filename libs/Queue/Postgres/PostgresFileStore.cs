using Npgsql;
using NpgsqlTypes;
using Switchyard.Migrations;
using Switchyard.Queue.Files;

namespace Switchyard.Queue.Postgres;

/// <summary>Files in PostgreSQL, one row for each piece.</summary>
internal sealed class PostgresFileStore(SchemaDatabase database, TimeProvider time) : IFileStore
{
    private const int MaxSwept = 10;
    private const string Columns = "id, tenant, name, purpose, bytes, created_at, expires_at";
    private const string Shown = "is_complete and expires_at > statement_timestamp()";

    public async Task<Guid> BeginAsync(CancellationToken cancellationToken)
    {
        var id = JobIds.Next(time.GetUtcNow());
        await database.QueryAsync("insert into queue.files (id) values (@id) returning id", [Id(id)], static reader => reader.GetGuid(0), cancellationToken).ConfigureAwait(false);
        return id;
    }

    public async Task<bool> AppendAsync(Guid id, int position, ReadOnlyMemory<byte> chunk, CancellationToken cancellationToken)
    {
        const string sql = """
            with file as (update queue.files set bytes = bytes + octet_length(@data), touched_at = clock_timestamp() where id = @id and not is_complete returning id)
            insert into queue.file_chunks (file_id, position, data) select id, @position, @data from file returning file_id
            """;
        NpgsqlParameter[] parameters = [Id(id), new NpgsqlParameter<int>("position", position), new NpgsqlParameter("data", NpgsqlDbType.Bytea) { Value = chunk }];
        return (await database.QueryAsync(sql, parameters, static reader => reader.GetGuid(0), cancellationToken).ConfigureAwait(false)).Count > 0;
    }

    public async Task<StoredFile?> CompleteAsync(Guid id, FileTerms terms, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(terms);
        terms.Check();
        NpgsqlParameter[] parameters =
        [
            Id(id), new NpgsqlParameter<string>("tenant", terms.Tenant), new NpgsqlParameter<string>("name", terms.Name), new NpgsqlParameter<short>("purpose", (short)terms.Purpose), new NpgsqlParameter<TimeSpan>("keep", terms.KeepFor),
        ];
        return (await database.QueryAsync(
            $"update queue.files set is_complete = true, tenant = @tenant, name = @name, purpose = @purpose, expires_at = created_at + @keep where id = @id and not is_complete returning {Columns}",
            parameters,
            Read,
            cancellationToken).ConfigureAwait(false)).SingleOrDefault();
    }

    public async Task<bool> DeleteAsync(Guid id, CancellationToken cancellationToken) =>
        (await database.QueryAsync("delete from queue.files where id = @id returning id", [Id(id)], static reader => reader.GetGuid(0), cancellationToken).ConfigureAwait(false)).Count > 0;

    public async Task<StoredFile?> FindAsync(Guid id, CancellationToken cancellationToken) =>
        (await database.QueryAsync($"select {Columns} from queue.files where id = @id and {Shown}", [Id(id)], Read, cancellationToken).ConfigureAwait(false)).SingleOrDefault();

    public async Task<IReadOnlyList<StoredFile>> ListAsync(FileQuery query, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);
        (bool IsAsked, string Condition)[] conditions = [(query.Tenant is not null, "tenant = @tenant"), (query.Purpose is not null, "purpose = @purpose"), (query.After is not null, query.OldestFirst ? "id > @after" : "id < @after")];
        var sql = $"select {Columns} from queue.files where {string.Join(" and ", conditions.Where(item => item.IsAsked).Select(item => item.Condition).Prepend(Shown))} order by id {(query.OldestFirst ? "asc" : "desc")} limit @limit";
        NpgsqlParameter[] parameters =
        [
            new NpgsqlParameter("tenant", NpgsqlDbType.Text) { Value = query.Tenant ?? (object)DBNull.Value },
            new NpgsqlParameter("purpose", NpgsqlDbType.Smallint) { Value = query.Purpose is { } purpose ? (short)purpose : DBNull.Value },
            new NpgsqlParameter("after", NpgsqlDbType.Uuid) { Value = query.After ?? (object)DBNull.Value }, new NpgsqlParameter<int>("limit", Math.Clamp(query.Limit, 1, FileRules.MaxLimit)),
        ];
        return await database.QueryAsync(sql, parameters, Read, cancellationToken).ConfigureAwait(false);
    }

    public async Task<ReadOnlyMemory<byte>?> ReadAsync(Guid id, int position, CancellationToken cancellationToken)
    {
        var rows = await database.QueryAsync(
            "select data from queue.file_chunks where file_id = @id and position = @position",
            [Id(id), new NpgsqlParameter<int>("position", position)],
            static reader => reader.GetFieldValue<byte[]>(0),
            cancellationToken).ConfigureAwait(false);
        return rows.Count == 0 ? (ReadOnlyMemory<byte>?)null : rows[0];
    }

    public async Task<int> SweepAsync(CancellationToken cancellationToken)
    {
        const string sql = """
            with expired as (
                delete from queue.files where id in (select id from queue.files where is_complete and expires_at < statement_timestamp() order by expires_at limit @limit for update skip locked) returning id),
            abandoned as (
                delete from queue.files where id in (select id from queue.files where not is_complete and touched_at < statement_timestamp() - @patience order by touched_at limit @limit for update skip locked) returning id)
            select id from expired union all select id from abandoned
            """;
        NpgsqlParameter[] parameters = [new NpgsqlParameter<int>("limit", MaxSwept), new NpgsqlParameter<TimeSpan>("patience", FileRules.Patience)];
        return (await database.QueryAsync(sql, parameters, static reader => reader.GetGuid(0), cancellationToken).ConfigureAwait(false)).Count;
    }

    private static NpgsqlParameter<Guid> Id(Guid id) => new NpgsqlParameter<Guid>("id", id);

    private static StoredFile Read(NpgsqlDataReader reader) => new(
        reader.GetGuid(0), reader.GetString(1), reader.GetString(2), (FilePurpose)reader.GetInt16(3), reader.GetInt64(4), reader.GetFieldValue<DateTimeOffset>(5), reader.GetFieldValue<DateTimeOffset>(6));
}

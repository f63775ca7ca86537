using Npgsql;
using Switchyard.Migrations;

namespace Switchyard.Queue.Postgres;

/// <summary>Gives jobs to workers. The commit is synchronous: were a claim forgotten after the worker has begun, its attempt's number would be given twice, and fence nothing.</summary>
internal sealed class Claims(SchemaDatabase database, QueueOptions options)
{
    private const string Takeable = """
        j.state = 0 and j.queue = @queue and (cardinality(@kinds) = 0 or j.kind = any (@kinds) or j.kind ^@ any (@beginnings)) and j.labels <@ @labels and (j.start_by is null or j.start_by > clock_timestamp())
        """;

    private const string First = $"select j.id from queue.jobs j where {Takeable} order by j.priority desc, j.rank, j.id limit @count for update skip locked";

    // Of each priority those in front, and of them the oldest.
    private const string Oldest = $"""
        select head.id from generate_series(0, 3) as p(priority)
        cross join lateral (select j.id from queue.jobs j where {Takeable} and j.priority = p.priority order by j.rank, j.id limit @count for update skip locked) head
        order by head.id limit @count
        """;

    private const string Taking = """
        state = 2, attempt = j.attempt + 1, worker = @worker, lease_until = clock_timestamp() + @lease, started_at = clock_timestamp(), last_sequence = j.last_sequence + 1,
            history = queue.kept(j.history) || queue.line(j.last_sequence + 1, j.attempt + 1, 1, json_build_object('worker', @worker))
        """;

    private const string Taken = "j.id, j.attempt, j.kind, j.payload, j.tenant, j.time_limit, j.last_sequence, j.replays";

    // The sum keeps the planner from reading the whole index of ready jobs beside that of the names. Whoever was named a job is alone with it, but for one who cancels it.
    private const string Named = $"update queue.jobs j set {Taking} where j.id = any (@ids) and j.state + 0 = 0 and (j.start_by is null or j.start_by > clock_timestamp()) returning {Taken}";

    private long _claims;

    /// <summary>Takes the jobs that are to go first, <paramref name="aged"/> of them the oldest.</summary>
    public async Task<List<ClaimedJob>> TakeAsync(ClaimRequest request, int aged, CancellationToken cancellationToken)
    {
        var taken = aged == 0 ? [] : await FindAsync(Oldest, request, aged, cancellationToken).ConfigureAwait(false);
        if (taken.Count < request.Count)
        {
            taken.AddRange(await FindAsync(First, request, request.Count - taken.Count, cancellationToken).ConfigureAwait(false));
        }

        return taken;
    }

    /// <summary>Takes those of the jobs that can be taken, in the order they are named in.</summary>
    public async Task<List<ClaimedJob>> TakeAsync(ClaimRequest request, IReadOnlyList<Guid> ids, CancellationToken cancellationToken)
    {
        var taken = await database.QueryAsync(Named, [new NpgsqlParameter<Guid[]>("ids", [.. ids]), .. ParametersOf(request)], Read, cancellationToken).ConfigureAwait(false);
        var places = ids.Index().ToDictionary(item => item.Item, item => item.Index);
        taken.Sort((one, other) => places[one.Lease.Id].CompareTo(places[other.Lease.Id]));
        return taken;
    }

    /// <summary>Gets how many of the next <paramref name="count"/> claims are to be of the oldest jobs.</summary>
    public int AgedOf(int count)
    {
        var now = Interlocked.Add(ref _claims, count);
        return (int)((now / options.AgeingInterval) - ((now - count) / options.AgeingInterval));
    }

    private Task<List<ClaimedJob>> FindAsync(string pick, ClaimRequest request, int count, CancellationToken cancellationToken)
    {
        var sql = $"""
            with picked as materialized ({pick}),
            taken as (update queue.jobs j set {Taking} from picked where j.id = picked.id returning {Taken}, j.priority, j.rank)
            select * from taken order by priority desc, rank, id
            """;
        NpgsqlParameter[] parameters =
        [
            .. ParametersOf(request), new NpgsqlParameter<string>("queue", request.Queue), new NpgsqlParameter<string[]>("kinds", [.. request.Kinds]), new NpgsqlParameter<string[]>("labels", [.. request.Labels]),
            new NpgsqlParameter<string[]>("beginnings", [.. request.Kinds.Where(kind => kind.EndsWith(JobKinds.Rest)).Select(kind => kind[..^1])]), new NpgsqlParameter<int>("count", count),
        ];
        return database.QueryAsync(sql, parameters, Read, cancellationToken);
    }

    private static NpgsqlParameter[] ParametersOf(ClaimRequest request) => [new NpgsqlParameter<string>("worker", request.Worker), new NpgsqlParameter<TimeSpan>("lease", request.LeaseTime)];

    private static ClaimedJob Read(NpgsqlDataReader reader) => new(
        new JobLease(reader.GetGuid(0), reader.GetInt32(1)), reader.GetString(2), reader.GetFieldValue<byte[]>(3), reader.GetString(4), reader.GetFieldValue<TimeSpan>(5), reader.GetInt64(6))
    { Replays = reader.GetInt32(7) };
}

using System.Reflection;
using StackExchange.Redis;
using Switchyard.Queue.Postgres;

namespace Switchyard.Queue.Redis;

/// <summary>
/// The order of the ready jobs, in sorted sets: one for each queue, priority and class, which is a kind and the labels asked for. Redis holds names and
/// places, never what a job says. A key that goes with the Redis process and lasts a minute says that the index is whole.
/// </summary>
internal sealed class RedisReadyIndex(RedisConnection redis, TimeProvider time) : IReadyIndex
{
    private const string Prefix = "switchyard:queue:";
    private const string BuiltKey = Prefix + "built";
    private const string QueuesKey = Prefix + "queues";

    private static readonly TimeSpan s_builtFor = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan s_confirmWithin = TimeSpan.FromSeconds(10);

    // A connection that breaks again and again must not have everything told again and again.
    private static readonly TimeSpan s_apart = TimeSpan.FromSeconds(5);

    private static readonly string s_take = ReadScript("take.lua");

    private readonly RedisEviction _eviction = new(redis, time);
    private readonly Pace _rebuilds = new(s_apart, time);
    private long _missesSeen;
    private long _missesMended;

    public IReadOnlyList<string> Concerns => _eviction.Concerns;

    public void Add(IReadOnlyList<ReadyJob> jobs)
    {
        redis.Tell(database =>
        {
            foreach (var set in jobs.GroupBy(job => (job.Queue, job.Priority, Class: $"{job.Kind}|{string.Join(',', job.Labels.Order(StringComparer.Ordinal))}")))
            {
                database.SetAdd(QueuesKey, set.Key.Queue, CommandFlags.FireAndForget);
                database.SortedSetAdd(ReadyPrefix(set.Key.Queue) + set.Key.Priority + ":" + set.Key.Class, [.. set.Select(job => new SortedSetEntry(NameOf(job.Id), job.Rank))], CommandFlags.FireAndForget);
                database.SetAdd(ClassesKey(set.Key.Queue), set.Key.Class, CommandFlags.FireAndForget);
            }
        });
    }

    public async Task<IReadOnlyList<Guid>?> TakeAsync(ClaimRequest request, int aged)
    {
        var taken = await redis.AskAsync(database => database.ScriptEvaluateAsync(
            s_take,
            [ClassesKey(request.Queue), TakenKey(request.Queue)],
            [ReadyPrefix(request.Queue), request.Count, aged, time.GetUtcNow().ToUnixTimeMilliseconds(), Listed(request.Kinds), Listed(request.Labels)])).ConfigureAwait(false);
        return taken is null ? null : [.. ((string[])taken!).Select(Guid.Parse)];
    }

    public void Confirm(string queue, IReadOnlyList<Guid> ids) =>
        redis.Tell(database => database.SortedSetRemove(TakenKey(queue), [.. ids.Select(id => (RedisValue)NameOf(id))], CommandFlags.FireAndForget));

    public async Task<bool> NeedsRebuildAsync()
    {
        await _eviction.LookAsync().ConfigureAwait(false);
        if (await ReadRunAsync().ConfigureAwait(false) is not { } run)
        {
            return false;
        }

        // What it is told from now on is missed anew, and told by the next rebuild.
        _missesSeen = redis.Misses;

        // Whoever took jobs and did not come back with them may have died: all that is ready is told anew, they with it.
        var before = time.GetUtcNow().Subtract(s_confirmWithin).ToUnixTimeMilliseconds();
        var isStale = await redis.AskAsync(async database =>
        {
            var count = 0L;
            foreach (var queue in await database.SetMembersAsync(QueuesKey).ConfigureAwait(false))
            {
                count += await database.SortedSetRemoveRangeByScoreAsync(TakenKey(queue!), 0, before).ConfigureAwait(false);
            }

            return count > 0;
        }).ConfigureAwait(false);
        var built = await redis.AskAsync(database => database.StringGetAsync(BuiltKey)).ConfigureAwait(false);
        return isStale || built != run || (_missesSeen != _missesMended && _rebuilds.TryTake());
    }

    public async Task MarkBuiltAsync()
    {
        _missesMended = _missesSeen;
        if (await ReadRunAsync().ConfigureAwait(false) is { } run)
        {
            await redis.AskAsync(database => database.StringSetAsync(BuiltKey, run, s_builtFor)).ConfigureAwait(false);
        }
    }

    // A Redis that was started anew may have forgotten the last of what it was told, although it remembers the rest.
    private Task<string?> ReadRunAsync() => redis.AskAsync(async database =>
    {
        var info = (string?)await database.ExecuteAsync("INFO", "server").ConfigureAwait(false);
        return info?.Split('\n').FirstOrDefault(line => line.StartsWith("run_id:", StringComparison.Ordinal))?.Trim();
    });

    private static string NameOf(Guid id) => id.ToString("N");

    private static string Listed(IEnumerable<string> names) => $",{string.Concat(names.Select(name => name + ","))}";

    private static string ReadyPrefix(string queue) => $"{Prefix}{{{queue}}}:ready:";

    private static string ClassesKey(string queue) => $"{Prefix}{{{queue}}}:classes";

    private static string TakenKey(string queue) => $"{Prefix}{{{queue}}}:taken";

    private static string ReadScript(string name)
    {
        using var reader = new StreamReader(Assembly.GetExecutingAssembly().GetManifestResourceStream(name)!);
        return reader.ReadToEnd();
    }
}

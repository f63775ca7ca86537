namespace Switchyard.Queue.Redis;

/// <summary>Finds out, once a minute, whether Redis would throw away what it was told when its memory is full.</summary>
internal sealed class RedisEviction(RedisConnection redis, TimeProvider time)
{
    private const string Field = "maxmemory_policy:";
    private const string Safe = "noeviction";

    private static readonly TimeSpan s_pause = TimeSpan.FromMinutes(1);

    private volatile IReadOnlyList<string> _concerns = [];
    private long? _lookedAt;

    /// <summary>Gets what was found when it was last looked.</summary>
    public IReadOnlyList<string> Concerns => _concerns;

    public async Task LookAsync()
    {
        if (_lookedAt is { } last && time.GetElapsedTime(last) < s_pause)
        {
            return;
        }

        // Not CONFIG GET, which servers that others run for their users mostly refuse.
        var info = await redis.AskAsync(static async database => (string?)await database.ExecuteAsync("INFO", "memory").ConfigureAwait(false)).ConfigureAwait(false);
        if (info?.Split('\n').FirstOrDefault(static line => line.StartsWith(Field, StringComparison.Ordinal)) is { } line)
        {
            _lookedAt = time.GetTimestamp();
            var policy = line[Field.Length..].Trim();
            _concerns = policy == Safe ? [] : [$"Redis runs with maxmemory-policy {policy}: when its memory is full it throws away names of jobs that wait. No job is lost, since Redis holds only their order, but they may wait a second longer. Run \"config set maxmemory-policy {Safe}\" and set it in redis.conf."];
        }
    }
}

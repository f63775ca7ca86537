using Switchyard.Faults.Processes;
using Switchyard.Faults.Proxy;
using Switchyard.Faults.Workers;

namespace Switchyard.Faults.Faults;

/// <summary>The faults there are.</summary>
internal static class AllFaults
{
    private static readonly TimeSpan s_slow = TimeSpan.FromMilliseconds(300);

    /// <summary>Makes them.</summary>
    public static IReadOnlyList<Fault> Create() => [.. OfWorkers(), .. OfRedis(), .. OfNetworks(), .. OfPostgres(), .. OfClients()];

    private static IEnumerable<Fault> OfWorkers() =>
    [
        new WorkerKilledFault(),
        new WorkerDiesFault("F2 a worker killed between effect and commit", DeathPoint.AfterEffect, 3),
        new WorkerDiesFault("F1 a worker killed before the effect", DeathPoint.BeforeEffect, 3),
        new WorkerDiesFault("F3 a worker killed after the commit", DeathPoint.AfterCommit, 3),
        new WorkerDiesFault("F29 a job that kills every worker, among good ones", DeathPoint.Always, 1),
        new WorkersStoppedFault("F15 a worker stopped longer than its lease (SIGSTOP)", all: false),
        new WorkersStoppedFault("F31 all workers stopped longer than their leases", all: true),
        new WorkerTerminatedFault(),
        new StarvedFault(),
        new ClockFault("+2h"),
        new ClockFault("-2h"),
    ];

    private static IEnumerable<Fault> OfRedis() =>
    [
        new RedisKilledFault("F6 Redis killed, appendfsync everysec", RedisDamage.None),
        new RedisAlwaysFault(),
        new RedisFlushSlowFault(),
        new RedisFlushedFault(),
        new RedisKilledFault("F9 Redis killed, its file cut short", RedisDamage.CutShort),
        new RedisKilledFault("F9 Redis killed, a bit of its file flipped", RedisDamage.Flipped),
        new RedisKilledFault("F21 Redis back with what it knew 2 s before", RedisDamage.Older),
        new RedisFlushFailsFault("F10 Redis' fsync fails, always", "always"),
        new RedisFlushFailsFault("F11 Redis' fsync fails, everysec", "everysec"),
        new RedisMemoryFault("F13 Redis' memory full, noeviction", "noeviction"),
        new RedisMemoryFault("F14 Redis' memory full, allkeys-random", "allkeys-random"),
        new RedisDiskFullFault(),
    ];

    private static IEnumerable<Fault> OfNetworks() =>
    [
        new NetworkFault("F15 a worker cut off from both stores longer than its lease", OneWorker, _ => Silence(), NetworkFault.BeyondLease),
        new NetworkFault("F15 workers cut off from Redis longer than their leases", scene => scene.System.WorkerRedis, _ => Silence(), NetworkFault.BeyondLease),
        new NetworkFault("F17 Routers cut off from Redis", scene => scene.System.RouterRedis, _ => Silence(), 5),
        new NetworkFault("F17 Redis refuses connections", AllRedis, _ => new ProxyRules { Refuses = true, Requests = new ResetRule(0) }, 4),
        new NetworkFault("F18 Redis' replies lost", AllRedis, _ => new ProxyRules { Replies = DropRule.Instance }, 4),
        new NetworkFault("F19 connections to Redis reset in the middle of scripts", AllRedis, random => new ProxyRules { Requests = new ResetRule(random.Next(100, 2_000)) }, 4),
        new NetworkFault("F22 Redis 300 ms slower", AllRedis, _ => new ProxyRules { Replies = new DelayRule(s_slow) }, 6),
        new NetworkFault("Redis and PostgreSQL a byte at a time", scene => AllRedis(scene).Concat(AllPostgres(scene)), _ => new ProxyRules { Requests = DripRule.Instance, Replies = DripRule.Instance }, 3),
    ];

    private static IEnumerable<Fault> OfPostgres() =>
    [
        new PostgresKilledFault(),
        new NetworkFault("F41 PostgreSQL's replies cut off, those of commits too", AllPostgres, random => new ProxyRules { Replies = new ResetRule(random.Next(500, 20_000)) }, 4),
        new NetworkFault("PostgreSQL 300 ms slower", AllPostgres, _ => new ProxyRules { Replies = new DelayRule(s_slow) }, 5),
        new NetworkFault("PostgreSQL silent for 5 s, then going on", AllPostgres, _ => new ProxyRules { Requests = HoldRule.Instance, Replies = HoldRule.Instance }, 5),
        new ConnectionsResetFault("PostgreSQL's connections reset", AllPostgres),
        new LockStormFault(),
        new PoolExhaustedFault(),
    ];

    private static IEnumerable<Fault> OfClients() =>
    [
        new RouterKilledFault(),
        new NetworkFault("F25 the 202 lost on its way", scene => scene.System.Routers.Select(router => router.Front), random => new ProxyRules { Replies = new ResetRule(random.Next(3_000)) }, 4),
        new DuplicatesFault(),
        new CancelRaceFault(),
        new UnreadableFault(),
        new FloodFault("F27 400 jobs of low priority, then 10 urgent ones", 400, 10),
        new FloodFault("F26 1,500 jobs at once, more than may wait", 1_500, 10),
    ];

    private static ProxyRules Silence() => new() { Requests = DropRule.Instance, Replies = DropRule.Instance };

    private static IEnumerable<FaultProxy> OneWorker(FaultScene scene)
    {
        var worker = scene.AnyWorker();
        return [worker.Redis, worker.Postgres];
    }

    private static IEnumerable<FaultProxy> AllRedis(FaultScene scene) => scene.System.WorkerRedis.Concat(scene.System.RouterRedis);

    private static IEnumerable<FaultProxy> AllPostgres(FaultScene scene) => scene.System.WorkerPostgres.Concat(scene.System.RouterPostgres);
}

using Switchyard.Queue.Tests.Stores;

namespace Switchyard.Queue.Tests.Contract;

/// <summary>The contract of <see cref="StoreKind.PostgresAndRedis"/>.</summary>
public static class PostgresAndRedisStore
{
    public sealed class LifeTests(StoreServers servers) : LifeContract(servers, StoreKind.PostgresAndRedis);
}

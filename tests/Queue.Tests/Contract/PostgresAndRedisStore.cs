using Switchyard.Queue.Tests.Stores;

namespace Switchyard.Queue.Tests.Contract;

/// <summary>The contract of <see cref="StoreKind.PostgresAndRedis"/>.</summary>
public static class PostgresAndRedisStore
{
    public sealed class LifeTests(StoreServers servers) : LifeContract(servers, StoreKind.PostgresAndRedis);

    public sealed class SubmitTests(StoreServers servers) : SubmitContract(servers, StoreKind.PostgresAndRedis);

    public sealed class BoundsTests(StoreServers servers) : BoundsContract(servers, StoreKind.PostgresAndRedis);

    public sealed class ClaimTests(StoreServers servers) : ClaimContract(servers, StoreKind.PostgresAndRedis);

    public sealed class OrderTests(StoreServers servers) : OrderContract(servers, StoreKind.PostgresAndRedis);
}

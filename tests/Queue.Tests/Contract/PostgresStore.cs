using Switchyard.Queue.Tests.Stores;

namespace Switchyard.Queue.Tests.Contract;

/// <summary>The contract of <see cref="StoreKind.Postgres"/>.</summary>
public static class PostgresStore
{
    public sealed class LifeTests(StoreServers servers) : LifeContract(servers, StoreKind.Postgres);

    public sealed class SubmitTests(StoreServers servers) : SubmitContract(servers, StoreKind.Postgres);

    public sealed class BoundsTests(StoreServers servers) : BoundsContract(servers, StoreKind.Postgres);

    public sealed class ClaimTests(StoreServers servers) : ClaimContract(servers, StoreKind.Postgres);

    public sealed class OrderTests(StoreServers servers) : OrderContract(servers, StoreKind.Postgres);
}

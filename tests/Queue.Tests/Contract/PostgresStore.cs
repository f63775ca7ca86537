using Switchyard.Queue.Tests.Stores;

namespace Switchyard.Queue.Tests.Contract;

/// <summary>The contract of <see cref="StoreKind.Postgres"/>.</summary>
public static class PostgresStore
{
    public sealed class LifeTests(StoreServers servers) : LifeContract(servers, StoreKind.Postgres);
}

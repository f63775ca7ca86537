namespace Switchyard.Queue.Tests.Stores;

/// <summary>The stores there are.</summary>
public enum StoreKind
{
    Memory,
    Postgres,
    PostgresAndRedis,
}

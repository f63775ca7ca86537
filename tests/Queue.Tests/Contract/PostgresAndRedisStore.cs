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

    public sealed class LeaseTests(StoreServers servers) : LeaseContract(servers, StoreKind.PostgresAndRedis);

    public sealed class FailTests(StoreServers servers) : FailContract(servers, StoreKind.PostgresAndRedis);

    public sealed class CancelTests(StoreServers servers) : CancelContract(servers, StoreKind.PostgresAndRedis);

    public sealed class TimeTests(StoreServers servers) : TimeContract(servers, StoreKind.PostgresAndRedis);

    public sealed class EventsTests(StoreServers servers) : EventsContract(servers, StoreKind.PostgresAndRedis);

    public sealed class HistoryTests(StoreServers servers) : HistoryContract(servers, StoreKind.PostgresAndRedis);

    public sealed class NoticeTests(StoreServers servers) : NoticeContract(servers, StoreKind.PostgresAndRedis);

    public sealed class ListTests(StoreServers servers) : ListContract(servers, StoreKind.PostgresAndRedis);

    public sealed class WaitTests(StoreServers servers) : WaitContract(servers, StoreKind.PostgresAndRedis);

    public sealed class WorkersTests(StoreServers servers) : WorkersContract(servers, StoreKind.PostgresAndRedis);

    public sealed class FileTests(StoreServers servers) : FileContract(servers, StoreKind.PostgresAndRedis);

    public sealed class BatchTests(StoreServers servers) : BatchContract(servers, StoreKind.PostgresAndRedis);

    public sealed class BatchLeaseTests(StoreServers servers) : BatchLeaseContract(servers, StoreKind.PostgresAndRedis);

    public sealed class BatchInputTests(StoreServers servers) : BatchInputContract(servers, StoreKind.PostgresAndRedis);
}

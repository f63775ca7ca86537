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

    public sealed class LeaseTests(StoreServers servers) : LeaseContract(servers, StoreKind.Postgres);

    public sealed class FailTests(StoreServers servers) : FailContract(servers, StoreKind.Postgres);

    public sealed class CancelTests(StoreServers servers) : CancelContract(servers, StoreKind.Postgres);

    public sealed class TimeTests(StoreServers servers) : TimeContract(servers, StoreKind.Postgres);

    public sealed class EventsTests(StoreServers servers) : EventsContract(servers, StoreKind.Postgres);

    public sealed class HistoryTests(StoreServers servers) : HistoryContract(servers, StoreKind.Postgres);

    public sealed class NoticeTests(StoreServers servers) : NoticeContract(servers, StoreKind.Postgres);

    public sealed class ListTests(StoreServers servers) : ListContract(servers, StoreKind.Postgres);

    public sealed class WaitTests(StoreServers servers) : WaitContract(servers, StoreKind.Postgres);

    public sealed class WorkersTests(StoreServers servers) : WorkersContract(servers, StoreKind.Postgres);

    public sealed class FileTests(StoreServers servers) : FileContract(servers, StoreKind.Postgres);

    public sealed class BatchTests(StoreServers servers) : BatchContract(servers, StoreKind.Postgres);

    public sealed class BatchLeaseTests(StoreServers servers) : BatchLeaseContract(servers, StoreKind.Postgres);

    public sealed class BatchInputTests(StoreServers servers) : BatchInputContract(servers, StoreKind.Postgres);
}

using Switchyard.Queue.Tests.Stores;

namespace Switchyard.Queue.Tests.Contract;

/// <summary>The contract of <see cref="StoreKind.Memory"/>.</summary>
public static class MemoryStore
{
    public sealed class LifeTests(StoreServers servers) : LifeContract(servers, StoreKind.Memory);

    public sealed class SubmitTests(StoreServers servers) : SubmitContract(servers, StoreKind.Memory);

    public sealed class BoundsTests(StoreServers servers) : BoundsContract(servers, StoreKind.Memory);

    public sealed class ClaimTests(StoreServers servers) : ClaimContract(servers, StoreKind.Memory);

    public sealed class OrderTests(StoreServers servers) : OrderContract(servers, StoreKind.Memory);

    public sealed class LeaseTests(StoreServers servers) : LeaseContract(servers, StoreKind.Memory);

    public sealed class FailTests(StoreServers servers) : FailContract(servers, StoreKind.Memory);

    public sealed class CancelTests(StoreServers servers) : CancelContract(servers, StoreKind.Memory);

    public sealed class TimeTests(StoreServers servers) : TimeContract(servers, StoreKind.Memory);

    public sealed class EventsTests(StoreServers servers) : EventsContract(servers, StoreKind.Memory);

    public sealed class HistoryTests(StoreServers servers) : HistoryContract(servers, StoreKind.Memory);

    public sealed class NoticeTests(StoreServers servers) : NoticeContract(servers, StoreKind.Memory);

    public sealed class ListTests(StoreServers servers) : ListContract(servers, StoreKind.Memory);

    public sealed class WaitTests(StoreServers servers) : WaitContract(servers, StoreKind.Memory);

    public sealed class WorkersTests(StoreServers servers) : WorkersContract(servers, StoreKind.Memory);

    public sealed class FileTests(StoreServers servers) : FileContract(servers, StoreKind.Memory);

    public sealed class BatchTests(StoreServers servers) : BatchContract(servers, StoreKind.Memory);

    public sealed class BatchLeaseTests(StoreServers servers) : BatchLeaseContract(servers, StoreKind.Memory);

    public sealed class BatchInputTests(StoreServers servers) : BatchInputContract(servers, StoreKind.Memory);
}

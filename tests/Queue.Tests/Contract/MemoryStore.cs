using Switchyard.Queue.Tests.Stores;

namespace Switchyard.Queue.Tests.Contract;

/// <summary>The contract of <see cref="StoreKind.Memory"/>.</summary>
public static class MemoryStore
{
    public sealed class LifeTests(StoreServers servers) : LifeContract(servers, StoreKind.Memory);
}

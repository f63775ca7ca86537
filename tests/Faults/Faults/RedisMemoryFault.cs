using Switchyard.Faults.Processes;

namespace Switchyard.Faults.Faults;

/// <summary>Redis has no memory left.</summary>
/// <param name="name">Its number and name.</param>
/// <param name="policy">What it does then: refuse, or forget keys.</param>
internal sealed class RedisMemoryFault(string name, string policy) : Fault(name)
{
    public override async Task RunAsync(FaultScene scene)
    {
        var redis = scene.System.Stores.Redis;
        await redis.ExecuteAsync("CONFIG", "SET", "maxmemory-policy", policy, "maxmemory", "500kb");
        try
        {
            await scene.HoldAsync(scene.Between(3, 6));
        }
        finally
        {
            await redis.ExecuteAsync("CONFIG", "SET", "maxmemory", "0", "maxmemory-policy", "noeviction");
        }
    }
}

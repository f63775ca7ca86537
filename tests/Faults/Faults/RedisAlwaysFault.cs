using Switchyard.Faults.Processes;

namespace Switchyard.Faults.Faults;

/// <summary>Redis is killed while it flushes everything it acknowledges.</summary>
internal sealed class RedisAlwaysFault() : Fault("F6 Redis killed, appendfsync always")
{
    public override async Task RunAsync(FaultScene scene)
    {
        var redis = scene.System.Stores.Redis;
        await redis.ExecuteAsync("CONFIG", "SET", "appendfsync", "always");
        await scene.HoldAsync(scene.Between(2, 4));
        await scene.KillAsync("Redis", redis.KillAsync);
        await redis.ReviveAsync(new RedisFiles(scene.System.Folder.Redis));
    }
}

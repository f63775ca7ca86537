using Switchyard.Faults.Processes;

namespace Switchyard.Faults.Faults;

/// <summary>Redis' disk is slow, so that Redis forgets what it has acknowledged when it is killed.</summary>
internal sealed class RedisFlushSlowFault() : Fault("F5 Redis killed with fsync slowed to 1.8 s")
{
    public override string? WhyNot(FaultSystem system) => Strace.WhyNot();

    public override async Task RunAsync(FaultScene scene)
    {
        var redis = scene.System.Stores.Redis;
        await using (await Strace.InjectAsync(await redis.FindProcessAsync(), "delay_enter=1800000"))
        {
            await scene.HoldAsync(scene.Between(3, 5));
            await scene.KillAsync("Redis", redis.KillAsync);
        }

        await redis.ReviveAsync(new RedisFiles(scene.System.Folder.Redis));
    }
}

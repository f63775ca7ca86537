using Switchyard.Faults.Processes;

namespace Switchyard.Faults.Faults;

/// <summary>Redis' disk fails: it ends itself where it flushes always, and refuses to write where it flushes once a second.</summary>
internal sealed class RedisFlushFailsFault(string name, string appendFsync) : Fault(name)
{
    public override string? WhyNot(FaultSystem system) => Strace.WhyNot();

    public override async Task RunAsync(FaultScene scene)
    {
        var redis = scene.System.Stores.Redis;
        await redis.ExecuteAsync("CONFIG", "SET", "appendfsync", appendFsync);
        await using (await Strace.InjectAsync(await redis.FindProcessAsync(), "error=EIO"))
        {
            await scene.HoldAsync(scene.Between(3, 5));
        }

        // Whether it has ended or only refuses: it is started again, as whatever runs it would.
        await scene.KillAsync("Redis", redis.KillAsync);
        await redis.ReviveAsync(new RedisFiles(scene.System.Folder.Redis));
    }
}

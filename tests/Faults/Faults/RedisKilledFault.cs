using Switchyard.Faults.Processes;

namespace Switchyard.Faults.Faults;

/// <summary>Redis is killed, and what it kept on disk is what it was, or is not.</summary>
/// <param name="name">Its number and name.</param>
/// <param name="damage">What happens to the files while it is down.</param>
internal sealed class RedisKilledFault(string name, RedisDamage damage) : Fault(name)
{
    private static readonly TimeSpan s_past = TimeSpan.FromSeconds(2);

    public override async Task RunAsync(FaultScene scene)
    {
        var files = new RedisFiles(scene.System.Folder.Redis);
        var redis = scene.System.Stores.Redis;
        if (damage == RedisDamage.Older)
        {
            files.Keep();
            await scene.HoldAsync(s_past);
        }

        await scene.KillAsync("Redis", redis.KillAsync);
        await scene.HoldAsync(scene.Between(0.2, 3));
        files.Damage(damage, scene.Random);
        await redis.ReviveAsync(files);
    }
}

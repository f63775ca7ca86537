using Switchyard.Faults.Processes;

namespace Switchyard.Faults.Faults;

/// <summary>Redis' file system is full.</summary>
internal sealed class RedisDiskFullFault() : Fault("Redis' disk full")
{
    public override string? WhyNot(FaultSystem system) => system.Folder.IsRedisSmall ? null : "no small file system can be mounted: the runner is not root";

    public override async Task RunAsync(FaultScene scene)
    {
        var ballast = Path.Combine(scene.System.Folder.Redis, "ballast");
        try
        {
            await FillAsync(ballast, scene.Token);
            await scene.HoldAsync(scene.Between(3, 6));
        }
        finally
        {
            File.Delete(ballast);
        }
    }

    private static async Task FillAsync(string path, CancellationToken cancellationToken)
    {
        var block = new byte[4_096];
        try
        {
            await using var file = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.Read, bufferSize: 0);
            while (true)
            {
                await file.WriteAsync(block, cancellationToken);
            }
        }
        catch (IOException)
        {
            // It is full.
        }
    }
}

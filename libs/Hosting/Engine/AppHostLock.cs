using System.Globalization;
using Aspire.Hosting;
using Switchyard.Hosting.Home;
using Switchyard.Hosting.Processes;

namespace Switchyard.Hosting.Engine;

/// <summary>Holds a data folder for one AppHost; the kernel lets go of it when the process ends, however it ends.</summary>
internal static class AppHostLock
{
    /// <summary>Takes the lock, or throws naming the process that has it.</summary>
    public static FileStream Take(HomeFolder home)
    {
        try
        {
            var held = new FileStream(home.LockFile, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            WriteOwner(home);
            return held;
        }
        catch (IOException exception)
        {
            throw new DistributedApplicationException(
                $"Switchyard runs already on {home.Path}{(ReadOwner(home) is { } owner ? $", as process {owner}" : string.Empty)}. "
                + "Stop it with ./switchyard stop, or set SWITCHYARD_HOME and SWITCHYARD_PORT_OFFSET to run a second one.",
                exception);
        }
        catch (UnauthorizedAccessException exception)
        {
            throw new DistributedApplicationException(
                $"The lock file {home.LockFile} belongs to another user. Start Switchyard as that user, or set SWITCHYARD_HOME to a folder of your own.",
                exception);
        }
    }

    // Beside the lock, because the runtime does not read a file that is locked. The message alone needs it, so a failure is no matter.
    private static void WriteOwner(HomeFolder home)
    {
        try
        {
            File.WriteAllText(home.OwnerFile, Environment.ProcessId.ToString(CultureInfo.InvariantCulture));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            File.Delete(home.OwnerFile);
        }
    }

    private static int? ReadOwner(HomeFolder home)
    {
        try
        {
            return int.TryParse(File.ReadAllText(home.OwnerFile), CultureInfo.InvariantCulture, out var pid) && ProcessTable.Find(pid) is not null ? pid : null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}

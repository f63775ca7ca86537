using Microsoft.Win32.SafeHandles;

namespace Switchyard.Agents.Journal.Files;

/// <summary>
/// Keeps other processes, and other journals of this one, from a run's file while something is written. The system lets go of it when a process dies. It is a
/// file of its own beside the run's, since readers of the run's are not kept from it; it is empty and stays, since whoever deleted it could not know who waits for it.
/// </summary>
internal static class RunLock
{
    // As .NET says that a file is taken: EAGAIN of Linux and of macOS, ERROR_SHARING_VIOLATION of Windows.
    private const int LinuxTaken = 11;
    private const int MacTaken = 35;
    private const int WindowsTaken = unchecked((int)0x80070020);
    private const int LongestPause = 16;

    public static async Task<SafeFileHandle> TakeAsync(string path, CancellationToken cancellationToken)
    {
        for (var pause = 1; ; pause = Math.Min(pause * 2, LongestPause))
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (TryTake(path) is { } taken)
            {
                return taken;
            }

            // Another process goes by no clock of ours: this is real time, whatever the journal's clock is.
            await Task.Delay(pause, cancellationToken).ConfigureAwait(false);
        }
    }

    public static SafeFileHandle? TryTake(string path)
    {
        try
        {
            return File.OpenHandle(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException exception) when (exception.HResult is LinuxTaken or MacTaken or WindowsTaken)
        {
            return null;
        }
    }
}

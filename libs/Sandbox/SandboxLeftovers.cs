using Switchyard.Sandbox.Processes;

namespace Switchyard.Sandbox;

/// <summary>
/// What hosts have left behind that were killed. A sandbox ends with its host, by the kernel. Files that had not been removed yet stay, and so do scratch folders and
/// processes of code that ran without a sandbox.
/// </summary>
public static class SandboxLeftovers
{
    private static readonly Lazy<bool> s_once = new(static () =>
    {
        Remove();
        return true;
    });

    /// <summary>Removes what belongs to processes that have ended, and nothing else. The first session of a process does it as well.</summary>
    public static void Remove()
    {
        // Processes first: one that still runs would write its folder anew.
        ProcessTree.KillMarked(static mark => Owner.IsGone(mark));
        foreach (var path in Folders.List().Where(static path => Owner.IsGone(Path.GetFileName(path)[Folders.Prefix.Length..])))
        {
            Folders.Remove(path);
        }
    }

    /// <summary>Does so with the first call.</summary>
    internal static void RemoveOnce() => _ = s_once.Value;
}

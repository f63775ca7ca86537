using System.Diagnostics;

namespace Switchyard.Agents.Crash;

/// <summary>Counts the moments at which a process may die, and kills it at one of them.</summary>
internal sealed class Boundary(int killsAt)
{
    private int _passed;

    public void Pass()
    {
        if (Interlocked.Increment(ref _passed) == killsAt)
        {
            Process.GetCurrentProcess().Kill();
            Thread.Sleep(Timeout.Infinite);
        }
    }
}

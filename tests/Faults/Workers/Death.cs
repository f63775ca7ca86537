using System.Collections.Concurrent;
using System.Diagnostics;

namespace Switchyard.Faults.Workers;

/// <summary>Kills this process, as <c>kill -9</c> would.</summary>
internal sealed class Death
{
    private readonly ConcurrentDictionary<Guid, bool> _afterCommit = new();

    /// <summary>Dies.</summary>
    public static void Come() => Process.GetCurrentProcess().Kill();

    /// <summary>Has this process die when the job was committed.</summary>
    public void ComeAfterCommitOf(Guid job) => _afterCommit[job] = true;

    /// <summary>Says that the job was committed.</summary>
    public void SayCommitted(Guid job)
    {
        if (_afterCommit.ContainsKey(job))
        {
            Come();
        }
    }
}

using System.Diagnostics;

namespace Switchyard.Agents.CrashMatrix.Hosts;

/// <summary>Counts the moments at which this process may die, and kills it at one of them, as SIGKILL does: nothing is flushed, closed or caught. Safe for concurrent use.</summary>
/// <param name="killsAt">The number of that moment, from 1; 0 for never.</param>
internal sealed class BoundaryGate(int killsAt)
{
    private static readonly string[] s_beforeWork =
    [
        BoundaryNames.Before(BoundaryNames.Start), BoundaryNames.After(BoundaryNames.Start), BoundaryNames.Before(BoundaryNames.TakeOver), BoundaryNames.After(BoundaryNames.TakeOver),
    ];

    private readonly Lock _gate = new();
    private readonly List<string> _passed = [];
    private readonly long _opened = Stopwatch.GetTimestamp();
    private TimeSpan? _wentOnAfter;

    /// <summary>Gets the moments that were passed, in order.</summary>
    public IReadOnlyList<string> Passed
    {
        get
        {
            lock (_gate)
            {
                return [.. _passed];
            }
        }
    }

    /// <summary>Gets how long it took, from the making of this object, until the run went on with work; until now where it had nothing left to do.</summary>
    public TimeSpan WentOnAfter
    {
        get
        {
            lock (_gate)
            {
                return _wentOnAfter ?? Stopwatch.GetElapsedTime(_opened);
            }
        }
    }

    /// <summary>Does something between two of the moments.</summary>
    public async Task<T> PassAsync<T>(string name, Func<Task<T>> act)
    {
        Pass(BoundaryNames.Before(name));
        var result = await act().ConfigureAwait(false);
        Pass(BoundaryNames.After(name));
        return result;
    }

    /// <summary>Passes one of the moments.</summary>
    public void Pass(string boundary)
    {
        lock (_gate)
        {
            _passed.Add(boundary);
            if (_wentOnAfter is null && !s_beforeWork.Contains(boundary))
            {
                _wentOnAfter = Stopwatch.GetElapsedTime(_opened);
            }

            if (_passed.Count == killsAt)
            {
                using var process = Process.GetCurrentProcess();
                process.Kill();
                throw new UnreachableException("This process was killed and goes on.");
            }
        }
    }
}

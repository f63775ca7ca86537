using Switchyard.Inference.Execution;

namespace Switchyard.Inference.Scheduling;

/// <summary>
/// Gives the memory of slots that stay free back to the system. A slot keeps it for a while first: under load the next request comes at
/// once, and pages that were given back have to be mapped and cleared again. The prefix cache has copies of its own and loses nothing.
/// </summary>
internal sealed class SlotMemory : IDisposable
{
    private readonly IModelExecutor _executor;
    private readonly TimeSpan _retention;
    private readonly TimeProvider _time;
    private readonly ITimer _alarm;
    private readonly long[] _freedAt;
    private readonly bool[] _isKept;
    private volatile bool _isDue;
    private bool _isArmed;

    /// <summary>Watches the slots of <paramref name="executor"/>.</summary>
    /// <param name="executor">The slots.</param>
    /// <param name="slots">Their number.</param>
    /// <param name="options">How long a free slot keeps its memory.</param>
    /// <param name="work">Wakes the engine's thread, which then calls <see cref="ReturnIdle"/>.</param>
    public SlotMemory(IModelExecutor executor, int slots, SchedulingOptions options, AutoResetEvent work)
    {
        _executor = executor;
        _retention = options.FreeSlotRetention;
        _time = options.Time;
        _freedAt = new long[slots];
        _isKept = new bool[slots];
        _alarm = _time.CreateTimer(_ => Ring(work), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Says that <paramref name="slot"/> is free and was written to.</summary>
    public void Free(int slot)
    {
        _isKept[slot] = true;
        _freedAt[slot] = _time.GetTimestamp();
        Arm(_retention);
    }

    /// <summary>Says that <paramref name="slot"/> is free and a run wrote one position into it to fill its row.</summary>
    public void Touch(int slot)
    {
        if (!_isKept[slot])
        {
            Free(slot);
        }
    }

    /// <summary>Says that <paramref name="slot"/> is used.</summary>
    public void Take(int slot) => _isKept[slot] = false;

    /// <summary>Gives back what has been free for long enough; nothing unless it is time to look.</summary>
    public void ReturnIdle()
    {
        if (!_isDue)
        {
            return;
        }

        _isDue = false;
        _isArmed = false;
        var next = TimeSpan.MaxValue;
        for (var slot = 0; slot < _isKept.Length; slot++)
        {
            next = _isKept[slot] && Return(slot) is var left && left < next ? left : next;
        }

        if (next < TimeSpan.MaxValue)
        {
            Arm(next);
        }
    }

    public void Dispose() => _alarm.Dispose();

    // The time that is left, or the greatest there is once the memory is returned.
    private TimeSpan Return(int slot)
    {
        var left = _retention - _time.GetElapsedTime(_freedAt[slot]);
        if (left > TimeSpan.Zero)
        {
            return left;
        }

        _executor.Return(slot);
        _isKept[slot] = false;
        return TimeSpan.MaxValue;
    }

    private void Arm(TimeSpan delay)
    {
        if (!_isArmed)
        {
            _isArmed = true;
            _alarm.Change(delay, Timeout.InfiniteTimeSpan);
        }
    }

    private void Ring(AutoResetEvent work)
    {
        _isDue = true;
        work.Set();
    }
}

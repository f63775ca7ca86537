using Switchyard.Router.Configuration;

namespace Switchyard.Router.Failover;

/// <summary>
/// Leaves an upstream alone that failed several times in a row. After a break a few requests try it: one success closes the circuit, a failure
/// begins a break twice as long.
/// </summary>
/// <remarks>It learns when an upstream accepts or fails, not when an answer ends: a probe that streams for minutes must not keep everybody else
/// away. That is what general breakers, which wrap the whole call, cannot do.</remarks>
internal sealed class CircuitBreaker(BreakerOptions options, TimeProvider time)
{
    private readonly Lock _lock = new();
    private int _failures;
    private int _breaks;
    private int _probes;
    private DateTimeOffset _openUntil;

    /// <summary>Gets whether the upstream is left alone now.</summary>
    public bool IsOpen
    {
        get
        {
            lock (_lock)
            {
                return _breaks > 0;
            }
        }
    }

    /// <summary>Gets whether it is left alone entirely: the break is not over, so that not even a probe may go there.</summary>
    public bool IsResting
    {
        get
        {
            lock (_lock)
            {
                return _breaks > 0 && _openUntil > time.GetUtcNow();
            }
        }
    }

    /// <summary>Asks for leave to send a request, which <see cref="Succeed"/>, <see cref="Fail"/> or <see cref="Leave"/> has to follow.</summary>
    /// <param name="retryAfter">When to ask again.</param>
    public bool TryEnter(out TimeSpan retryAfter)
    {
        lock (_lock)
        {
            retryAfter = _openUntil - time.GetUtcNow();
            if (_breaks == 0)
            {
                return true;
            }

            if (retryAfter > TimeSpan.Zero || _probes >= options.Probes)
            {
                retryAfter = retryAfter > TimeSpan.Zero ? retryAfter : options.Break;
                return false;
            }

            _probes++;
            return true;
        }
    }

    /// <summary>Says that the upstream answered.</summary>
    public void Succeed()
    {
        lock (_lock)
        {
            (_failures, _breaks, _probes) = (0, 0, 0);
        }
    }

    /// <summary>Says that the upstream failed.</summary>
    public void Fail()
    {
        lock (_lock)
        {
            _failures++;
            if (_breaks > 0 ? _probes > 0 : _failures >= options.Failures)
            {
                _openUntil = time.GetUtcNow() + BreakOf(_breaks);
                _breaks++;
                _probes = 0;
            }
        }
    }

    /// <summary>Says that nothing was learned: the caller left.</summary>
    public void Leave()
    {
        lock (_lock)
        {
            _probes = Math.Max(0, _probes - 1);
        }
    }

    private TimeSpan BreakOf(int earlier)
    {
        var length = options.Break * Math.Pow(2, Math.Min(earlier, 20));
        return length < options.MaxBreak ? length : options.MaxBreak;
    }
}

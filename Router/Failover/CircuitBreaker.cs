using System.Diagnostics.CodeAnalysis;
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
    private int _period;
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

    /// <summary>Asks for leave to send a request, whose end the pass has to be told.</summary>
    /// <param name="pass">The leave.</param>
    /// <param name="retryAfter">When to ask again.</param>
    public bool TryEnter([NotNullWhen(true)] out CircuitPass? pass, out TimeSpan retryAfter)
    {
        lock (_lock)
        {
            (pass, retryAfter) = (null, TimeSpan.Zero);
            if (_breaks > 0)
            {
                var left = _openUntil - time.GetUtcNow();
                if (left > TimeSpan.Zero || _probes >= options.Probes)
                {
                    retryAfter = left > TimeSpan.Zero ? left : options.Break;
                    return false;
                }

                _probes++;
            }

            pass = new CircuitPass(this, _period);
            return true;
        }
    }

    /// <summary>Learns from <paramref name="pass"/> that the upstream answered.</summary>
    public void Succeed(CircuitPass pass)
    {
        lock (_lock)
        {
            if (pass.Period != _period)
            {
                return;
            }

            _failures = 0;
            if (_breaks > 0)
            {
                _breaks = 0;
                Begin();

                // What becomes of its answer counts in the new period.
                pass.Period = _period;
            }
        }
    }

    /// <summary>Learns from <paramref name="pass"/> that the upstream failed.</summary>
    public void Fail(CircuitPass pass)
    {
        lock (_lock)
        {
            if (pass.Period != _period)
            {
                return;
            }

            _failures++;
            if (_breaks > 0 || _failures >= options.Failures)
            {
                _openUntil = time.GetUtcNow() + BreakOf(_breaks);
                _breaks++;
                Begin();
            }
        }
    }

    /// <summary>Learns nothing from <paramref name="pass"/>, and lets another probe take its place.</summary>
    public void Leave(CircuitPass pass)
    {
        lock (_lock)
        {
            if (pass.Period == _period && _probes > 0)
            {
                _probes--;
                pass.Period = -1;
            }
        }
    }

    private void Begin()
    {
        _probes = 0;
        _period++;
    }

    private TimeSpan BreakOf(int earlier)
    {
        var length = options.Break * Math.Pow(2, Math.Min(earlier, 20));
        return length < options.MaxBreak ? length : options.MaxBreak;
    }
}

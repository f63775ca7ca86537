using Switchyard.Router.Configuration;

namespace Switchyard.Router.Health;

/// <summary>What is known of an endpoint's failures, and whether it is out for them. Thread-safe.</summary>
internal sealed class EndpointHealth
{
    private readonly Lock _lock = new();
    private volatile EndpointAbsence? _absence;
    private volatile bool _isDraining;
    private int _failuresInARow;
    private int _checksAgainst;
    private int _ejections;
    private DateTimeOffset _halfSince;
    private (int Requests, int Failures) _half;
    private (int Requests, int Failures) _halfBefore;

    /// <summary>Gets or sets whether it gets no new requests, while those it has come to their end.</summary>
    public bool IsDraining
    {
        get => _isDraining;
        set => _isDraining = value;
    }

    /// <summary>Gets until when it is ejected; <see langword="null"/> where it is not.</summary>
    public DateTimeOffset? EjectedUntil(DateTimeOffset now) => _absence is { } absence && absence.Until > now ? absence.Until : null;

    /// <summary>Gets the share of its weight that it has, less than 1 for a while after it came back.</summary>
    public double ShareAt(DateTimeOffset now) => _absence?.ShareAt(now) ?? 1;

    /// <summary>Counts a request that ended.</summary>
    /// <returns>Whether the endpoint fails so often that it should be ejected.</returns>
    public bool Count(bool isFailure, DateTimeOffset now, HealthOptions options)
    {
        lock (_lock)
        {
            Turn(now, options.Window / 2);
            _half = (_half.Requests + 1, _half.Failures + (isFailure ? 1 : 0));
            _failuresInARow = isFailure ? _failuresInARow + 1 : 0;
            var (requests, failures) = (_half.Requests + _halfBefore.Requests, _half.Failures + _halfBefore.Failures);
            return isFailure && (_failuresInARow >= options.ConsecutiveFailures || (requests >= options.MinRequests && failures >= options.FailureShare * requests));
        }
    }

    /// <summary>Takes the endpoint out, longer each time, and begins to count anew.</summary>
    public void Eject(DateTimeOffset now, HealthOptions options)
    {
        lock (_lock)
        {
            _ejections = _absence is { } last && now - last.Until < options.MaxEjection ? _ejections + 1 : 1;
            var length = options.Ejection * _ejections;
            var until = now + (length < options.MaxEjection ? length : options.MaxEjection);
            _absence = new EndpointAbsence(until, until + options.SlowStart);
            (_failuresInARow, _half, _halfBefore) = (0, default, default);
        }
    }

    /// <summary>Takes the endpoint back, since it answers checks again that it did not answer before: it is another process now.</summary>
    public void Return(DateTimeOffset now, HealthOptions options)
    {
        lock (_lock)
        {
            _absence = new EndpointAbsence(now, now + options.SlowStart);
            (_failuresInARow, _half, _halfBefore) = (0, default, default);
        }
    }

    /// <summary>Counts a check that says something else than what is believed of the endpoint, or one that says the same and takes those back.</summary>
    /// <returns>How many in a row said something else.</returns>
    public int CountCheck(bool isAgainst)
    {
        lock (_lock)
        {
            return _checksAgainst = isAgainst ? _checksAgainst + 1 : 0;
        }
    }

    private void Turn(DateTimeOffset now, TimeSpan length)
    {
        if (now - _halfSince >= length)
        {
            _halfBefore = now - _halfSince < 2 * length ? _half : default;
            (_half, _halfSince) = (default, now);
        }
    }
}

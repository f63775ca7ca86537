using System.Collections.Concurrent;

namespace Switchyard.Router.Strategies;

/// <summary>How long each model takes to begin its answers: the last of them, in a ring, for the models that were asked here.</summary>
internal sealed class FirstContentTimes
{
    /// <summary>So many are remembered per model.</summary>
    public const int Remembered = 128;

    private const int MaxModels = 1024;

    // Below so many a percentile says little.
    private const int Needed = 20;

    private readonly ConcurrentDictionary<string, Ring> _rings = new(StringComparer.Ordinal);

    /// <summary>Notes one answer's time.</summary>
    public void Learn(string modelId, TimeSpan time)
    {
        if (_rings.TryGetValue(modelId, out var ring) || (_rings.Count < MaxModels && (ring = _rings.GetOrAdd(modelId, static _ => new Ring())) is not null))
        {
            ring.Add(time.Ticks);
        }
    }

    /// <summary>Gets the time within which 95 of 100 answers began; <see langword="null"/> while too few are known.</summary>
    public TimeSpan? Percentile95(string modelId) => _rings.TryGetValue(modelId, out var ring) ? ring.Percentile95() : null;

    private sealed class Ring
    {
        private readonly Lock _lock = new();
        private readonly long[] _ticks = new long[Remembered];
        private int _count;

        public void Add(long ticks)
        {
            lock (_lock)
            {
                _ticks[_count++ % Remembered] = ticks;
                _count = _count == 2 * Remembered ? Remembered : _count;
            }
        }

        public TimeSpan? Percentile95()
        {
            Span<long> sorted = stackalloc long[Remembered];
            lock (_lock)
            {
                sorted = sorted[..Math.Min(_count, Remembered)];
                _ticks.AsSpan(0, sorted.Length).CopyTo(sorted);
            }

            sorted.Sort();
            return sorted.Length < Needed ? null : TimeSpan.FromTicks(sorted[(int)Math.Ceiling(0.95 * sorted.Length) - 1]);
        }
    }
}

namespace Switchyard.Inference.Scheduling;

/// <summary>Guesses when a slot will be free for one more request: from how long the last requests held theirs and how many wait.</summary>
internal sealed class RetryEstimate(int slots)
{
    private const double Weight = 0.2;
    private const int MaxSeconds = 60;

    private double _heldSeconds;

    /// <summary>Adds how long a request held its slot.</summary>
    public void Add(TimeSpan held) => Volatile.Write(ref _heldSeconds, _heldSeconds + (Weight * (held.TotalSeconds - _heldSeconds)));

    /// <summary>Gets the guess in whole seconds, 1 to 60.</summary>
    public TimeSpan Get(int waiting) =>
        TimeSpan.FromSeconds(Math.Clamp((int)Math.Ceiling(Volatile.Read(ref _heldSeconds) * (waiting + 1) / slots), 1, MaxSeconds));
}

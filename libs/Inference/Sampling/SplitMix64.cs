namespace Switchyard.Inference.Sampling;

/// <summary>A small random generator whose numbers for a seed never change, whatever the runtime's own generator does.</summary>
internal struct SplitMix64(long seed)
{
    private ulong _state = (ulong)seed;

    /// <summary>Draws a number in [0, 1).</summary>
    public double NextDouble()
    {
        _state += 0x9E3779B97F4A7C15;
        var z = _state;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        z ^= z >> 31;
        return (z >> 11) * (1.0 / (1UL << 53));
    }
}

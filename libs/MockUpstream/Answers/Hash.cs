namespace Switchyard.MockUpstream.Answers;

/// <summary>Numbers that look random and follow from a seed and a position, in whatever order requests arrive on threads. SplitMix64's finaliser.</summary>
internal static class Hash
{
    public static ulong Mix(ulong seed, ulong position)
    {
        var value = seed + ((position + 1) * 0x9E3779B97F4A7C15);
        value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9;
        value = (value ^ (value >> 27)) * 0x94D049BB133111EB;
        return value ^ (value >> 31);
    }

    /// <summary>A number from 0 to below 1.</summary>
    public static double Unit(ulong seed, ulong position) => (Mix(seed, position) >> 11) * (1.0 / (1UL << 53));

    public static ulong Of(string text)
    {
        var hash = 14695981039346656037UL;
        foreach (var character in text)
        {
            hash = (hash ^ character) * 1099511628211UL;
        }

        return hash;
    }
}

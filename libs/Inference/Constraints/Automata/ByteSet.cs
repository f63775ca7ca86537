namespace Switchyard.Inference.Constraints.Automata;

/// <summary>A set of byte values.</summary>
internal sealed class ByteSet
{
    private readonly bool[] _values = new bool[256];

    public static ByteSet All { get; } = Of(Enumerable.Range(0, 256));

    public static ByteSet Of(IEnumerable<int> values)
    {
        var set = new ByteSet();
        foreach (var value in values)
        {
            set._values[value] = true;
        }

        return set;
    }

    public bool Contains(byte value) => _values[value];
}

namespace Switchyard.Inference.Constraints.Automata;

/// <summary>What one compilation may use: the bytes the vocabulary can write, and a bounded amount of work for all its automata together.</summary>
internal sealed class AutomatonLimits(ByteSet usable)
{
    // About half a second, and at most four times as many bytes of tables.
    private const int MaxWork = 20_000_000;

    private int _work;

    public ByteSet Usable => usable;

    /// <summary>Takes work off the budget.</summary>
    /// <exception cref="AutomatonException">Nothing is left.</exception>
    public void Spend(int steps)
    {
        _work += steps;
        if (_work > MaxWork)
        {
            throw new AutomatonException($"it takes more than {MaxWork} steps to compile");
        }
    }
}

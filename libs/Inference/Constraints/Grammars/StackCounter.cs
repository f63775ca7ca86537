namespace Switchyard.Inference.Constraints.Grammars;

/// <summary>Numbers the stacks of one cache.</summary>
internal sealed class StackCounter
{
    private int _count;

    public int Count => Volatile.Read(ref _count);

    public int Next() => Interlocked.Increment(ref _count);
}

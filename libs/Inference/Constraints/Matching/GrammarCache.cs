using Switchyard.Inference.Constraints.Grammars;

namespace Switchyard.Inference.Constraints.Matching;

/// <summary>What generations of one constraint share: the stacks met so far and the masks found for them.</summary>
internal sealed class GrammarCache(GrammarNode root)
{
    // A server that runs for months would meet ever new stacks; generations that begin after this many share a new cache.
    private const int MaxStacks = 100_000;

    private readonly StackCounter _counter = new();
    private Continuation? _start;

    public MaskCache Masks { get; } = new();

    public bool IsFull => _counter.Count > MaxStacks;

    public Continuation Start => _start ?? FindStart();

    private Continuation FindStart()
    {
        Interlocked.CompareExchange(ref _start, Continuation.CreateEnd(_counter).Push(root), null);
        return _start;
    }
}

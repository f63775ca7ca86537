using Switchyard.Inference.Constraints.Automata;

namespace Switchyard.Inference.Constraints.Grammars;

/// <summary>
/// A stack of grammar nodes that must follow one another. Equal stacks are one object, so configurations compare by reference; what a stack
/// can begin with is found once.
/// </summary>
internal sealed class Continuation
{
    /// <summary>The most configurations a stack begins with and a state has; readings beyond are given up, which loses texts but no validity.</summary>
    public const int MaxConfigurations = 512;

    private readonly StackCounter _counter;
    private readonly GrammarNode? _node;
    private readonly Continuation? _next;
    private readonly Dictionary<GrammarNode, Continuation> _pushed = [];
    private Configuration[]? _beginnings;
    private ulong[]? _firstBytes;

    private Continuation(StackCounter counter, GrammarNode? node, Continuation? next)
    {
        _counter = counter;
        Id = counter.Next();
        _node = node;
        _next = next;
    }

    public int Id { get; }

    /// <summary>Gets whether nothing more can come.</summary>
    public bool IsEnd => _node is null;

    /// <summary>Gets what can come first, the parts that can be empty passed over.</summary>
    public Configuration[] Beginnings => _beginnings ??= FindBeginnings();

    /// <summary>Gets the bytes with which something can begin, a bit each.</summary>
    public ulong[] FirstBytes => _firstBytes ??= FindFirstBytes();

    /// <summary>Makes the empty stack: the end of the text.</summary>
    public static Continuation CreateEnd(StackCounter counter) => new(counter, null, null);

    public Continuation Push(GrammarNode node)
    {
        if (node is GrammarNode.EmptyNode)
        {
            return this;
        }

        lock (_pushed)
        {
            if (!_pushed.TryGetValue(node, out var pushed))
            {
                _pushed[node] = pushed = new Continuation(_counter, node, this);
            }

            return pushed;
        }
    }

    private Configuration[] FindBeginnings()
    {
        var found = new List<Configuration>();
        var seen = new HashSet<Configuration>();
        if (_node is null)
        {
            return [new Configuration(null, 0, null)];
        }

        Expand(_node, _next!, found, seen);
        return [.. found];
    }

    private static void Expand(GrammarNode node, Continuation next, List<Configuration> found, HashSet<Configuration> seen)
    {
        switch (node)
        {
            case GrammarNode.LexemeNode leaf:
                AddLexeme(leaf, next, found, seen);
                break;
            case GrammarNode.SequenceNode sequence:
                Expand(sequence.First, next.Push(sequence.Rest), found, seen);
                break;
            case GrammarNode.ChoiceNode choice:
                foreach (var branch in choice.Branches)
                {
                    Expand(branch, next, found, seen);
                }

                break;
            case GrammarNode.RepeatNode repeat:
                Expand(repeat.Part, next.Push(repeat.Rest), found, seen);
                AddAll(repeat.Min == 0 ? next.Beginnings : [], found, seen);
                break;
            default:
                AddAll(next.Beginnings, found, seen);
                break;
        }
    }

    private static void AddLexeme(GrammarNode.LexemeNode leaf, Continuation next, List<Configuration> found, HashSet<Configuration> seen)
    {
        AddAll([new Configuration(leaf.Lexeme, leaf.Lexeme.Start, next)], found, seen);
        if (leaf.Lexeme.Flags(leaf.Lexeme.Start).HasFlag(StateFlags.Accepting))
        {
            AddAll(next.Beginnings, found, seen);
        }
    }

    private static void AddAll(ReadOnlySpan<Configuration> configurations, List<Configuration> found, HashSet<Configuration> seen)
    {
        foreach (var configuration in configurations)
        {
            if (found.Count < MaxConfigurations && seen.Add(configuration))
            {
                found.Add(configuration);
            }
        }
    }

    private ulong[] FindFirstBytes()
    {
        var bytes = new ulong[4];
        foreach (var (lexeme, _, _) in Beginnings)
        {
            for (var i = 0; i < bytes.Length && lexeme is not null; i++)
            {
                bytes[i] |= lexeme.FirstBytes[i];
            }
        }

        return bytes;
    }
}

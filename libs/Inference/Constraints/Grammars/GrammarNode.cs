using Switchyard.Inference.Constraints.Lexemes;

namespace Switchyard.Inference.Constraints.Grammars;

/// <summary>What a text may be, as a graph without cycles: recursion is unrolled to a bounded depth, repetition counts down.</summary>
internal abstract class GrammarNode
{
    /// <summary>Gets the node that no text fits. It never stands inside another: whatever needs it is it.</summary>
    public static GrammarNode None { get; } = new NoneNode();

    /// <summary>Gets the node of the empty text.</summary>
    public static GrammarNode Empty { get; } = new EmptyNode();

    public static GrammarNode Of(Lexeme? lexeme) => lexeme is null ? None : new LexemeNode(lexeme);

    public static GrammarNode Sequence(params ReadOnlySpan<GrammarNode> parts)
    {
        var sequence = Empty;
        for (var i = parts.Length - 1; i >= 0; i--)
        {
            if (parts[i] is NoneNode || sequence is NoneNode)
            {
                return None;
            }

            sequence = sequence is EmptyNode ? parts[i] : parts[i] is EmptyNode ? sequence : new SequenceNode(parts[i], sequence);
        }

        return sequence;
    }

    public static GrammarNode Choice(params IEnumerable<GrammarNode> branches)
    {
        var possible = branches.Where(branch => branch is not NoneNode).Distinct().ToArray();
        return possible.Length switch
        {
            0 => None,
            1 => possible[0],
            _ => new ChoiceNode(possible),
        };
    }

    /// <summary>Repeats a part, which must not be empty.</summary>
    public static GrammarNode Repeat(GrammarNode part, int min, int? max)
    {
        if (max < min)
        {
            return None;
        }

        return part is NoneNode ? (min == 0 ? Empty : None) : max == 0 ? Empty : new RepeatNode(part, min, max);
    }

    internal sealed class NoneNode : GrammarNode;

    internal sealed class EmptyNode : GrammarNode;

    internal sealed class LexemeNode(Lexeme lexeme) : GrammarNode
    {
        public Lexeme Lexeme => lexeme;
    }

    internal sealed class SequenceNode(GrammarNode first, GrammarNode rest) : GrammarNode
    {
        public GrammarNode First => first;

        public GrammarNode Rest => rest;
    }

    internal sealed class ChoiceNode(GrammarNode[] branches) : GrammarNode
    {
        public GrammarNode[] Branches => branches;
    }

    internal sealed class RepeatNode(GrammarNode part, int min, int? max) : GrammarNode
    {
        private GrammarNode? _rest;

        public GrammarNode Part => part;

        public int Min => min;

        /// <summary>Gets what may follow one more part. Made when first asked, so that large counts cost nothing; one node only, because nodes are compared.</summary>
        public GrammarNode Rest
        {
            get
            {
                if (_rest is null)
                {
                    var rest = min == 0 && max is null ? this : Repeat(part, Math.Max(0, min - 1), max - 1);
                    Interlocked.CompareExchange(ref _rest, rest, null);
                }

                return _rest;
            }
        }
    }
}

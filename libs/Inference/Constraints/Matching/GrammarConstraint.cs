using Switchyard.Inference.Constraints.Grammars;
using Switchyard.Inference.Constraints.Lexemes;
using Switchyard.Inference.Constraints.Vocabularies;

namespace Switchyard.Inference.Constraints.Matching;

/// <summary>A grammar compiled for a vocabulary.</summary>
internal sealed class GrammarConstraint : IConstraint
{
    // Walks that take about a tenth of a second in all; states beyond are walked when a text first comes to them.
    private const long MaxWarmNodes = 100_000_000;

    private readonly GrammarNode _root;
    private GrammarCache _cache;

    public GrammarConstraint(ConstraintVocabulary vocabulary, GrammarNode root)
    {
        Vocabulary = vocabulary;
        _root = root;
        _cache = new GrammarCache(root);
        Heads = new HeadCache();
        var lexemes = new HashSet<Lexeme>();
        CollectLexemes(root, lexemes);
        Heads.Warm(lexemes, new HeadWalker(vocabulary.Trie, vocabulary.Width), MaxWarmNodes);
        FirstMask = vocabulary.FirstTrie is { } first ? FindFirstMask(first) : null;
    }

    public ConstraintVocabulary Vocabulary { get; }

    public HeadCache Heads { get; }

    /// <summary>Gets the tokens with which a text can begin, as a mask; null where they are found as those of every other place.</summary>
    public ulong[]? FirstMask { get; }

    public IConstraintState Start() => StartGrammar();

    public GrammarState StartGrammar()
    {
        var cache = Volatile.Read(ref _cache);
        if (cache.IsFull)
        {
            cache = new GrammarCache(_root);
            Volatile.Write(ref _cache, cache);
        }

        return new GrammarState(this, cache);
    }

    // Heads belong to a trie, so this one has its own.
    private ulong[] FindFirstMask(TokenTrie trie)
    {
        var words = new ulong[(Vocabulary.Width + 63) / 64];
        new MaskBuilder(trie, new HeadCache(), new HeadWalker(trie, Vocabulary.Width)).Build(_cache.Start.Beginnings, words);
        return words;
    }

    private static void CollectLexemes(GrammarNode root, HashSet<Lexeme> lexemes)
    {
        var seen = new HashSet<GrammarNode>();
        var pending = new Stack<GrammarNode>([root]);
        while (pending.TryPop(out var node))
        {
            if (!seen.Add(node))
            {
                continue;
            }

            IEnumerable<GrammarNode> parts = node switch
            {
                GrammarNode.SequenceNode sequence => [sequence.First, sequence.Rest],
                GrammarNode.ChoiceNode choice => choice.Branches,
                GrammarNode.RepeatNode repeat => [repeat.Part],
                _ => [],
            };
            foreach (var part in parts)
            {
                pending.Push(part);
            }

            if (node is GrammarNode.LexemeNode leaf)
            {
                lexemes.Add(leaf.Lexeme);
            }
        }
    }
}

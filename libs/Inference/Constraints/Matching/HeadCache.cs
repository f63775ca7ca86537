using System.Collections.Concurrent;
using Switchyard.Inference.Constraints.Automata;
using Switchyard.Inference.Constraints.Lexemes;

namespace Switchyard.Inference.Constraints.Matching;

/// <summary>The heads of a constraint's lexemes, found by walking the vocabulary's trie once for each state.</summary>
internal sealed class HeadCache
{
    // A regular expression with more states than fit is walked again rather than kept.
    private const long MaxBytes = 32 << 20;

    private readonly ConcurrentDictionary<(Lexeme Lexeme, int State), HeadMask> _heads = new();
    private long _byteCount;

    /// <summary>Gets a head.</summary>
    public HeadMask Get(Lexeme lexeme, int state, HeadWalker walker) =>
        _heads.TryGetValue((lexeme, state), out var head) ? head : Add(lexeme, state, walker.Walk(lexeme, state));

    /// <summary>Finds heads in advance, until so much of the trie has been walked.</summary>
    public void Warm(IEnumerable<Lexeme> lexemes, HeadWalker walker, long maxNodes)
    {
        foreach (var lexeme in lexemes)
        {
            var warmer = lexeme is TableLexeme table ? new HeadWarmer(walker, table) : null;
            for (var state = 0; state < lexeme.WarmStateCount && maxNodes > 0 && Volatile.Read(ref _byteCount) < MaxBytes / 2; state++)
            {
                if (lexeme.Flags(state).HasFlag(StateFlags.Continues))
                {
                    Add(lexeme, state, warmer is null ? walker.Walk(lexeme, state) : warmer.Find(state));
                    maxNodes -= walker.Visited;
                }
            }
        }
    }

    private HeadMask Add(Lexeme lexeme, int state, HeadMask head)
    {
        if (Interlocked.Add(ref _byteCount, head.ByteCount) > MaxBytes)
        {
            _heads.Clear();
            Interlocked.Exchange(ref _byteCount, head.ByteCount);
        }

        _heads[(lexeme, state)] = head;
        return head;
    }
}

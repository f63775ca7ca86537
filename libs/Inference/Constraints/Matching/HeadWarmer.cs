using Switchyard.Inference.Constraints.Automata;
using Switchyard.Inference.Constraints.Lexemes;

namespace Switchyard.Inference.Constraints.Matching;

/// <summary>
/// Finds the heads of an automaton's states one after the other. Counting automata have hundreds of states that only long tokens tell apart;
/// each is found from the most similar one before it, by walking only where the two can differ.
/// </summary>
internal sealed class HeadWarmer(HeadWalker walker, TableLexeme lexeme)
{
    private static readonly int[] s_depths = [DepthClasses.MaxDepth, 16, 8, 4, 2];

    private readonly DepthClasses? _classes = DepthClasses.Create(lexeme.Dfa);
    private readonly Dictionary<(int Depth, int Class), (int State, HeadMask Head)> _found = [];

    public HeadMask Find(int state)
    {
        var head = FindSimilar(state) is var (similar, known) ? walker.Walk(lexeme, state, similar, known, _classes!) : walker.Walk(lexeme, state);
        foreach (var depth in _classes is null ? [] : s_depths)
        {
            _found[(depth, _classes![depth, state])] = (state, head);
        }

        return head;
    }

    private (int State, HeadMask Head)? FindSimilar(int state)
    {
        foreach (var depth in _classes is null ? [] : s_depths)
        {
            if (_found.TryGetValue((depth, _classes![depth, state]), out var similar))
            {
                return similar;
            }
        }

        return null;
    }
}

using System.Text;
using Switchyard.Inference.Constraints;
using Switchyard.Inference.Constraints.Automata;
using Switchyard.Inference.Constraints.Lexemes;
using Switchyard.Inference.Constraints.Matching;

namespace Switchyard.Inference.Tests.Constraints;

/// <summary>Writes a text under a constraint as a model without any sense would: random allowed tokens, after a while rather those that bring it to an end.</summary>
internal sealed class RandomWalk(ConstraintVocabulary vocabulary, int seed)
{
    private const int MaxTokens = 1000;
    private const int StepsBeforeEnd = 25;

    private readonly Random _random = new(seed);
    private readonly TokenMask _mask = new(vocabulary.Width);
    private readonly List<int> _allowed = [];

    /// <summary>Writes a text, or null if it does not come to an end.</summary>
    /// <param name="constraint">The constraint.</param>
    /// <param name="checkEvery">Every how many steps all tokens are tried one by one; 0 for never.</param>
    public string? Write(IConstraint constraint, int checkEvery)
    {
        var state = (GrammarState)constraint.Start();
        var bytes = new List<byte>();
        for (var step = 0; step < MaxTokens; step++)
        {
            if (checkEvery > 0 && _random.Next(checkEvery) == 0)
            {
                ConstraintTexts.CheckMask(vocabulary, state, _mask);
            }

            state.Fill(_mask);
            FindAllowed();
            Assert.True(_allowed.Count > 0 || state.CanEnd, $"Nothing can follow: {Encoding.UTF8.GetString([.. bytes])}");
            if (state.CanEnd && (_allowed.Count == 0 || step > StepsBeforeEnd || _random.Next(3) == 0))
            {
                return Encoding.UTF8.GetString([.. bytes]);
            }

            var token = Choose(state, step);
            state.Accept(token);
            bytes.AddRange(vocabulary.GetBytes(token));
        }

        return null;
    }

    private void FindAllowed()
    {
        _allowed.Clear();
        for (var id = 0; id < _mask.Count; id++)
        {
            if (_mask[id])
            {
                _allowed.Add(id);
            }
        }
    }

    private int Choose(GrammarState state, int step)
    {
        if (step > StepsBeforeEnd && _random.Next(20) > 0)
        {
            foreach (var value in Endings(state))
            {
                var found = _allowed.FindIndex(id => vocabulary.GetBytes(id) is [var single] && single == value);
                if (found >= 0)
                {
                    return _allowed[found];
                }
            }
        }

        return _allowed[_random.Next(_allowed.Count)];
    }

    // The nearest end of a lexeme; but rather a closing bracket than one more item, and rather a null than one more object.
    private static byte[] Endings(GrammarState state) => NearestEnd(state) switch
    {
        (byte)',' or (byte)'}' or (byte)']' => "}],"u8.ToArray(),
        (byte)'{' or (byte)'[' => "n{["u8.ToArray(),
        var nearest => [nearest],
    };

    private static byte NearestEnd(GrammarState state)
    {
        var seen = new HashSet<(Lexeme, int)>();
        var pending = new Queue<(Lexeme Lexeme, int State, byte? First)>();
        foreach (var (lexeme, at, _) in state.Current)
        {
            if (lexeme is not null)
            {
                pending.Enqueue((lexeme, at, null));
            }
        }

        while (pending.TryDequeue(out var place))
        {
            for (var value = 0; value < 256; value++)
            {
                var next = place.Lexeme.Next(place.State, (byte)value);
                if (next == Lexeme.Dead || !seen.Add((place.Lexeme, next)))
                {
                    continue;
                }

                if (place.Lexeme.Flags(next).HasFlag(StateFlags.Accepting))
                {
                    return place.First ?? (byte)value;
                }

                pending.Enqueue((place.Lexeme, next, place.First ?? (byte)value));
            }
        }

        throw new InvalidOperationException("A lexeme has no end.");
    }
}

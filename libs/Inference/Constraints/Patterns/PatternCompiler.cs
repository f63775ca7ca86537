using Switchyard.Inference.Constraints.Automata;

namespace Switchyard.Inference.Constraints.Patterns;

/// <summary>Makes automata of regular expressions.</summary>
internal sealed class PatternCompiler
{
    private readonly Nfa _nfa = new();
    private readonly CharacterEdges _characters;
    private readonly bool _isJson;

    private PatternCompiler(CharacterEncoding encoding)
    {
        _characters = new CharacterEdges(_nfa, encoding);
        _isJson = encoding == CharacterEncoding.JsonString;
    }

    /// <summary>Makes the automaton of the texts that match as a whole, or null if there is none.</summary>
    public static Dfa? CompileWhole(string pattern, AutomatonLimits limits)
    {
        var compiler = new PatternCompiler(CharacterEncoding.Plain);
        var start = compiler.AddState();
        return Determinizer.Run(compiler._nfa, start, compiler.Add(PatternParser.Parse(pattern), start), limits);
    }

    /// <summary>Makes the automaton of the JSON strings, quotes and all, in which the pattern is found somewhere, or null if there is none.</summary>
    public static Dfa? CompileJsonSearch(string pattern, AutomatonLimits limits)
    {
        var compiler = new PatternCompiler(CharacterEncoding.JsonString);
        var parsed = PatternParser.Parse(pattern);
        var start = compiler.AddState();
        var end = compiler.AddAnything(start, IsAnchored(parsed, isStart: true));
        end = compiler.Add(parsed, end);
        end = compiler.AddAnything(end, IsAnchored(parsed, isStart: false));
        return Determinizer.Run(compiler._nfa, start, end, limits) is { } content ? JsonQuotes.Add(content, limits) : null;
    }

    // An anchor at the pattern's own end makes the loop beside it useless; leaving it out keeps the automaton small.
    private static bool IsAnchored(PatternNode node, bool isStart) => node switch
    {
        PatternNode.Anchor anchor => anchor.IsStart == isStart,
        PatternNode.Sequence { Parts.Count: > 0 } sequence => IsAnchored(sequence.Parts[isStart ? 0 : ^1], isStart),
        PatternNode.Alternation alternation => alternation.Branches.All(branch => IsAnchored(branch, isStart)),
        _ => false,
    };

    private int AddAnything(int from, bool isAnchored)
    {
        if (isAnchored)
        {
            return from;
        }

        var loop = AddState();
        _nfa.AddEmpty(from, loop);
        _characters.Add(loop, CodePointSet.All, loop);
        return loop;
    }

    private int AddState() => _nfa.AddState(_isJson);

    private int Add(PatternNode node, int from)
    {
        switch (node)
        {
            case PatternNode.Set set:
                var to = AddState();
                _characters.Add(from, set.Characters, to);
                return to;
            case PatternNode.Sequence sequence:
                return sequence.Parts.Aggregate(from, (at, part) => Add(part, at));
            case PatternNode.Alternation alternation:
                return AddAlternation(alternation, from);
            case PatternNode.Repetition repetition:
                return AddRepetition(repetition, from);
            case PatternNode.Anchor anchor:
                var passed = AddState();
                _nfa.AddAnchor(from, anchor.IsStart, passed);
                return passed;
            default:
                throw new InvalidOperationException($"There is no automaton of {node}.");
        }
    }

    private int AddAlternation(PatternNode.Alternation alternation, int from)
    {
        var to = AddState();
        foreach (var branch in alternation.Branches)
        {
            _nfa.AddEmpty(Add(branch, from), to);
        }

        return to;
    }

    private int AddRepetition(PatternNode.Repetition repetition, int from)
    {
        for (var i = 0; i < repetition.Min; i++)
        {
            from = Add(repetition.Part, from);
        }

        var to = AddState();
        _nfa.AddEmpty(from, to);
        if (repetition.Max is null)
        {
            var loop = AddState();
            _nfa.AddEmpty(from, loop);
            var end = Add(repetition.Part, loop);
            _nfa.AddEmpty(end, loop);
            _nfa.AddEmpty(end, to);
        }

        for (var i = repetition.Min; i < repetition.Max; i++)
        {
            from = Add(repetition.Part, from);
            _nfa.AddEmpty(from, to);
        }

        return to;
    }
}

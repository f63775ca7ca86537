namespace Switchyard.Inference.Constraints.Patterns;

/// <summary>Reads the regular part of ECMAScript's regular expressions; what no automaton can do (references, look-around, word ends) is refused.</summary>
internal sealed class PatternParser
{
    private const int MaxDepth = 100;

    private readonly PatternReader _reader;
    private readonly CharacterParser _characters;
    private int _depth;

    private PatternParser(string pattern)
    {
        _reader = new PatternReader(pattern);
        _characters = new CharacterParser(_reader);
    }

    public static PatternNode Parse(string pattern)
    {
        var parser = new PatternParser(pattern);
        var node = parser.ParseAlternation();
        return parser._reader.IsAtEnd ? node : throw parser._reader.Fail("')' has no '('");
    }

    private PatternNode ParseAlternation()
    {
        if (++_depth > MaxDepth)
        {
            throw _reader.Fail($"groups are nested more than {MaxDepth} deep");
        }

        var branches = new List<PatternNode> { ParseSequence() };
        while (_reader.TryTake("|"))
        {
            branches.Add(ParseSequence());
        }

        _depth--;
        return branches.Count == 1 ? branches[0] : new PatternNode.Alternation(branches);
    }

    private PatternNode.Sequence ParseSequence()
    {
        var parts = new List<PatternNode>();
        while (!_reader.IsAtEnd && _reader.Peek is not ('|' or ')'))
        {
            parts.Add(ParseTerm());
        }

        return new PatternNode.Sequence(parts);
    }

    private PatternNode ParseTerm()
    {
        if (_reader.TryTake("^"))
        {
            return new PatternNode.Anchor(IsStart: true);
        }

        if (_reader.TryTake("$"))
        {
            return new PatternNode.Anchor(IsStart: false);
        }

        var part = ParseAtom();
        if (TakeQuantifier() is not var (min, max))
        {
            return part;
        }

        // A lazy quantifier takes the same texts.
        _reader.TryTake("?");
        if (_reader.Peek is '*' or '+' or '?' || TakeQuantifier() is not null)
        {
            throw _reader.Fail("a quantifier follows a quantifier");
        }

        return new PatternNode.Repetition(part, min, max);
    }

    private (int Min, int? Max)? TakeQuantifier() =>
        _reader.TryTake("*") ? (0, null)
        : _reader.TryTake("+") ? (1, null)
        : _reader.TryTake("?") ? (0, 1)
        : _reader.TakeCount();

    private PatternNode ParseAtom()
    {
        if (_reader.TryTake("("))
        {
            return ParseGroup();
        }

        return _reader.Peek is '*' or '+' or '?' || _reader.TakeCount() is not null
            ? throw _reader.Fail("there is nothing to repeat")
            : new PatternNode.Set(_characters.Parse());
    }

    private PatternNode ParseGroup()
    {
        if (_reader.TryTake("?") && !_reader.TryTake(":"))
        {
            if (_reader.Peek != '<' || !_reader.TryTake("<") || _reader.Peek is '=' or '!')
            {
                throw _reader.Fail("look-around and inline flags are not served");
            }

            _reader.TakeUntil('>');
        }

        var group = ParseAlternation();
        _reader.Take(")");
        return group;
    }
}

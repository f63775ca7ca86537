using Switchyard.Inference.Constraints.Automata;

namespace Switchyard.Inference.Constraints.Patterns;

/// <summary>Reads what stands for one character: itself, a dot, an escape or a class in brackets.</summary>
internal sealed class CharacterParser(PatternReader reader)
{
    public CodePointSet Parse()
    {
        if (reader.TryTake("."))
        {
            return CodePointSet.Dot;
        }

        if (reader.TryTake("["))
        {
            return ParseClass();
        }

        return reader.TryTake("\\") ? ParseEscape(isInClass: false) : Single(reader.TakeCodePoint());
    }

    private CodePointSet ParseClass()
    {
        var isNegated = reader.TryTake("^");
        var ranges = new List<(int First, int Last)>();
        while (!reader.TryTake("]"))
        {
            var first = ParseClassItem();
            if (reader.Peek != '-')
            {
                ranges.AddRange(first.Ranges);
                continue;
            }

            reader.Take("-");
            if (reader.Peek == ']')
            {
                ranges.AddRange([.. first.Ranges, ('-', '-')]);
                continue;
            }

            ranges.Add(Range(first, ParseClassItem()));
        }

        var set = CodePointSet.Of(ranges);
        return isNegated ? set.Complement() : set;
    }

    private CodePointSet ParseClassItem() => reader.TryTake("\\") ? ParseEscape(isInClass: true) : Single(reader.TakeCodePoint());

    private (int First, int Last) Range(CodePointSet first, CodePointSet last)
    {
        if (first.Ranges is [var low] && last.Ranges is [var high] && low.First == low.Last && high.First == high.Last && low.First <= high.First)
        {
            return (low.First, high.First);
        }

        throw reader.Fail("a range's ends are no characters in order");
    }

    private CodePointSet ParseEscape(bool isInClass)
    {
        var value = reader.TakeCodePoint();
        switch (value)
        {
            case 'd': return CodePointSet.Digits;
            case 'D': return CodePointSet.Digits.Complement();
            case 'w': return CodePointSet.Words;
            case 'W': return CodePointSet.Words.Complement();
            case 's': return CodePointSet.Spaces;
            case 'S': return CodePointSet.Spaces.Complement();
            case 'p' or 'P': return ParseProperty(isNegated: value == 'P');
            case 'b' when isInClass: return Single('\b');
            case 'b' or 'B': throw reader.Fail("word boundaries are not served");
            default: return Single(ParseCharacterEscape(value));
        }
    }

    private int ParseCharacterEscape(int value) => value switch
    {
        't' => '\t',
        'n' => '\n',
        'v' => '\v',
        'f' => '\f',
        'r' => '\r',
        '0' when !char.IsAsciiDigit(reader.Peek) => 0,
        'x' => reader.TakeHex(2),
        'u' => ParseUnicodeEscape(),
        'c' when char.IsAsciiLetter(reader.Peek) => reader.TakeCodePoint() % 32,
        >= '0' and <= '9' or 'k' => throw reader.Fail("references to groups are not served"),
        _ when value < 128 && char.IsAsciiLetterOrDigit((char)value) => throw reader.Fail($"the escape '\\{(char)value}' is not known"),
        _ => value,
    };

    private int ParseUnicodeEscape()
    {
        if (reader.TryTake("{"))
        {
            var digits = reader.TakeUntil('}');
            return int.TryParse(digits, System.Globalization.NumberStyles.AllowHexSpecifier, null, out var value) && value is >= 0 and <= CodePointSet.Last
                ? value
                : throw reader.Fail("a code point is out of range");
        }

        var unit = reader.TakeHex(4);
        if (!char.IsHighSurrogate((char)unit))
        {
            return char.IsLowSurrogate((char)unit) ? throw reader.Fail("half of a surrogate pair is no character") : unit;
        }

        reader.Take("\\u");
        var low = reader.TakeHex(4);
        return char.IsLowSurrogate((char)low) ? char.ConvertToUtf32((char)unit, (char)low) : throw reader.Fail("half of a surrogate pair is no character");
    }

    private CodePointSet ParseProperty(bool isNegated)
    {
        reader.Take("{");
        var name = reader.TakeUntil('}');
        var set = UnicodeCategories.Find(name) ?? throw reader.Fail($"the character property '{name}' is not served (general categories are)");
        return isNegated ? set.Complement() : set;
    }

    private static CodePointSet Single(int value) => CodePointSet.Of((value, value));
}

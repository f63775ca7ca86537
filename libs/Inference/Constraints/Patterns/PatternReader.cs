using System.Buffers;
using System.Globalization;
using System.Text;
using Switchyard.Inference.Constraints.Automata;

namespace Switchyard.Inference.Constraints.Patterns;

/// <summary>The text of a regular expression with a place in it.</summary>
internal sealed class PatternReader
{
    private const int MaxLength = 16_384;

    private readonly string _text;

    public PatternReader(string text)
    {
        _text = text.Length <= MaxLength ? text : throw new AutomatonException($"it is longer than {MaxLength} characters");
        for (var at = 0; at < text.Length;)
        {
            if (Rune.DecodeFromUtf16(text.AsSpan(at), out _, out var length) != OperationStatus.Done)
            {
                throw new AutomatonException("it holds half of a surrogate pair");
            }

            at += length;
        }
    }

    public int Position { get; private set; }

    public bool IsAtEnd => Position == _text.Length;

    public char Peek => IsAtEnd ? '\0' : _text[Position];

    public bool TryTake(string expected)
    {
        if (!_text.AsSpan(Position).StartsWith(expected, StringComparison.Ordinal))
        {
            return false;
        }

        Position += expected.Length;
        return true;
    }

    public void Take(string expected)
    {
        if (!TryTake(expected))
        {
            throw Fail($"'{expected}' is missing");
        }
    }

    public int TakeCodePoint()
    {
        if (IsAtEnd)
        {
            throw Fail("it ends too early");
        }

        var rune = Rune.GetRuneAt(_text, Position);
        Position += rune.Utf16SequenceLength;
        return rune.Value;
    }

    public int TakeHex(int length)
    {
        if (Position + length > _text.Length || !int.TryParse(_text.AsSpan(Position, length), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var value))
        {
            throw Fail($"{length} hexadecimal digits are missing");
        }

        Position += length;
        return value;
    }

    public string TakeUntil(char end)
    {
        var index = _text.IndexOf(end, Position);
        if (index < 0)
        {
            throw Fail($"'{end}' is missing");
        }

        var taken = _text[Position..index];
        Position = index + 1;
        return taken;
    }

    /// <summary>Takes <c>{n}</c>, <c>{n,}</c> or <c>{n,m}</c>; anything else stays where it is.</summary>
    public (int Min, int? Max)? TakeCount()
    {
        var end = _text.IndexOf('}', Position);
        if (Peek != '{' || end < 0)
        {
            return null;
        }

        var parts = _text[(Position + 1)..end].Split(',');
        if (parts.Length > 2 || !parts[0].All(char.IsAsciiDigit) || parts[0].Length == 0 || !parts[^1].All(char.IsAsciiDigit))
        {
            return null;
        }

        var min = ParseCount(parts[0]);
        var max = parts.Length == 1 ? min : parts[1].Length == 0 ? (int?)null : ParseCount(parts[1]);
        Position = end + 1;
        return max < min ? throw Fail("a repetition's bounds are out of order") : (min, max);
    }

    public AutomatonException Fail(string message) => new($"{message} (at {Position})");

    private int ParseCount(string digits) =>
        int.TryParse(digits, out var count) && count <= Nfa.MaxStates ? count : throw Fail($"a repetition of more than {Nfa.MaxStates}");
}

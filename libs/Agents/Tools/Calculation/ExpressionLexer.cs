namespace Switchyard.Agents.Tools.Calculation;

/// <summary>Cuts an expression into tokens; typographic operators become plain ones and <c>**</c> becomes <c>^</c>.</summary>
internal static class ExpressionLexer
{
    private const int MaxNumberLength = 200;
    private const int MaxExponentDigits = 3;

    public static List<Token> Read(string text)
    {
        var tokens = new List<Token>();
        var at = 0;
        while (at < text.Length)
        {
            if (char.IsWhiteSpace(text[at]))
            {
                at++;
                continue;
            }

            var token = ReadOne(text, at, out var length);
            tokens.Add(token);
            at += length;
        }

        tokens.Add(new Token(TokenKind.End, "the end", text.Length + 1));
        return tokens;
    }

    private static Token ReadOne(string text, int at, out int length)
    {
        var first = text[at];
        if (char.IsAsciiDigit(first) || (first == '.' && at + 1 < text.Length && char.IsAsciiDigit(text[at + 1])))
        {
            length = MeasureNumber(text, at);
            return new Token(TokenKind.Number, text.Substring(at, length), at + 1);
        }

        if (char.IsAsciiLetter(first) || first == 'π')
        {
            length = MeasureName(text, at);
            return new Token(TokenKind.Name, text.Substring(at, length).ToLowerInvariant(), at + 1);
        }

        length = first == '*' && at + 1 < text.Length && text[at + 1] == '*' ? 2 : 1;
        return new Token(TokenKind.Symbol, length == 2 ? "^" : ToPlain(first, at), at + 1);
    }

    private static string ToPlain(char symbol, int at) => symbol switch
    {
        '+' or '-' or '*' or '/' or '%' or '^' or '(' or ')' or ',' => symbol.ToString(),
        '×' or '·' or '∙' => "*",
        '÷' => "/",
        '−' or '–' => "-",
        _ => throw new CalculationException($"the character at position {at + 1} is not part of an expression"),
    };

    private static int MeasureNumber(string text, int at)
    {
        var end = SkipDigits(text, at);
        if (end < text.Length && text[end] == '.')
        {
            end = SkipDigits(text, end + 1);
        }

        end = SkipExponent(text, end);
        return end - at <= MaxNumberLength ? end - at : throw new CalculationException($"a number is longer than {MaxNumberLength} digits");
    }

    private static int SkipExponent(string text, int at)
    {
        if (at >= text.Length || text[at] is not ('e' or 'E'))
        {
            return at;
        }

        var digits = at + 1 < text.Length && text[at + 1] is '+' or '-' ? at + 2 : at + 1;
        var end = SkipDigits(text, digits);
        if (end - digits > MaxExponentDigits)
        {
            throw new CalculationException("the number is too large");
        }

        return end > digits ? end : at;
    }

    private static int SkipDigits(string text, int at)
    {
        while (at < text.Length && char.IsAsciiDigit(text[at]))
        {
            at++;
        }

        return at;
    }

    private static int MeasureName(string text, int at)
    {
        var end = at + 1;
        while (end < text.Length && char.IsAsciiLetterOrDigit(text[end]))
        {
            end++;
        }

        return end - at;
    }
}

namespace Switchyard.Agents.Tools.Calculation;

/// <summary>
/// Reads and evaluates in one pass by recursive descent:
/// <c>sum = product (('+'|'-') product)*</c>, <c>product = unary (('*'|'/'|'%') unary)*</c>,
/// <c>unary = ('+'|'-') unary | power</c>, <c>power = primary ('^' unary)?</c>. So -2^2 is -4 and 2^3^2 is 512.
/// </summary>
internal sealed class ExpressionParser(List<Token> tokens)
{
    private const int MaxDepth = 50;

    private int _at;
    private int _depth;

    private Token Current => tokens[_at];

    public Rational ParseAll()
    {
        var value = ParseSum();
        return Current.Kind == TokenKind.End ? value : throw Unexpected();
    }

    private Rational ParseSum()
    {
        var value = ParseProduct();
        while (true)
        {
            if (Accept("+"))
            {
                value += ParseProduct();
            }
            else if (Accept("-"))
            {
                value -= ParseProduct();
            }
            else
            {
                return value;
            }
        }
    }

    private Rational ParseProduct()
    {
        var value = ParseUnary();
        while (true)
        {
            if (Accept("*"))
            {
                value *= ParseUnary();
            }
            else if (Accept("/"))
            {
                value /= ParseUnary();
            }
            else if (Accept("%"))
            {
                value %= ParseUnary();
            }
            else
            {
                return value;
            }
        }
    }

    private Rational ParseUnary()
    {
        if (++_depth > MaxDepth)
        {
            throw new CalculationException($"the expression is nested deeper than {MaxDepth} levels");
        }

        var value = Accept("-") ? -ParseUnary() : Accept("+") ? ParseUnary() : ParsePower();
        _depth--;
        return value;
    }

    private Rational ParsePower()
    {
        var value = ParsePrimary();
        return Accept("^") ? CalculatorFunctions.Power(value, ParseUnary()) : value;
    }

    private Rational ParsePrimary()
    {
        var token = Current;
        _at++;
        switch (token.Kind)
        {
            case TokenKind.Number:
                return Rational.Parse(token.Text);
            case TokenKind.Name when Accept("("):
                return CalculatorFunctions.Call(token.Text, ParseArguments());
            case TokenKind.Name:
                return CalculatorFunctions.GetConstant(token.Text);
            case TokenKind.Symbol when token.Text == "(":
                var value = ParseSum();
                Expect(")");
                return value;
            default:
                _at--;
                throw Unexpected();
        }
    }

    private List<Rational> ParseArguments()
    {
        var arguments = new List<Rational>();
        if (Accept(")"))
        {
            return arguments;
        }

        do
        {
            arguments.Add(ParseSum());
        }
        while (Accept(","));
        Expect(")");
        return arguments;
    }

    private bool Accept(string symbol)
    {
        var matches = Current.Kind == TokenKind.Symbol && Current.Text == symbol;
        _at += matches ? 1 : 0;
        return matches;
    }

    private void Expect(string symbol)
    {
        if (!Accept(symbol))
        {
            throw Unexpected();
        }
    }

    private CalculationException Unexpected() => Current.Kind == TokenKind.End
        ? new CalculationException("the expression ends too early")
        : new CalculationException($"'{(Current.Text.Length <= 20 ? Current.Text : Current.Text[..20] + "…")}' was not expected at position {Current.Position}");
}

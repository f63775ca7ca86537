using System.Globalization;

namespace Switchyard.Inference.Templates;

/// <summary>Parses expressions by recursive descent, one method for each level of precedence, loosest first.</summary>
internal sealed class ExpressionParser(TokenReader reader)
{
    private static readonly string[] s_comparisons = ["==", "!=", "<", ">", "<=", ">="];
    private static readonly string[] s_sums = ["+", "-"];
    private static readonly string[] s_concatenations = ["~"];
    private static readonly string[] s_products = ["*", "/", "//", "%"];

    /// <summary>Parses an expression; commas outside brackets make a tuple.</summary>
    public Expression ParseTuple()
    {
        var first = Parse();
        if (!reader.IsOperator(","))
        {
            return first;
        }

        var items = new List<Expression> { first };
        while (reader.TryTake(TokenKind.Operator, ","))
        {
            items.Add(Parse());
        }

        return new Expression.List(items);
    }

    public Expression Parse()
    {
        var value = ParseOr();
        if (!reader.TryTake(TokenKind.Name, "if"))
        {
            return value;
        }

        var condition = ParseOr();
        return new Expression.Conditional(condition, value, reader.TryTake(TokenKind.Name, "else") ? Parse() : null);
    }

    /// <summary>Parses an expression that a following <c>if</c> does not belong to, as a loop's items.</summary>
    public Expression ParseOr()
    {
        var left = ParseAnd();
        while (reader.TryTake(TokenKind.Name, "or"))
        {
            left = new Expression.Binary("or", left, ParseAnd());
        }

        return left;
    }

    private Expression ParseAnd()
    {
        var left = ParseNot();
        while (reader.TryTake(TokenKind.Name, "and"))
        {
            left = new Expression.Binary("and", left, ParseNot());
        }

        return left;
    }

    private Expression ParseNot() => reader.TryTake(TokenKind.Name, "not") ? new Expression.Not(ParseNot()) : ParseComparison();

    private Expression ParseComparison()
    {
        var left = ParseSum();
        while (true)
        {
            if (reader.Current.Kind == TokenKind.Operator && s_comparisons.Contains(reader.Current.Text))
            {
                left = new Expression.Binary(reader.Take().Text, left, ParseSum());
            }
            else if (reader.TryTake(TokenKind.Name, "in"))
            {
                left = new Expression.Binary("in", left, ParseSum());
            }
            else if (reader.IsName("not") && reader.Next.Is(TokenKind.Name, "in"))
            {
                reader.Take();
                reader.Take();
                left = new Expression.Not(new Expression.Binary("in", left, ParseSum()));
            }
            else
            {
                return left;
            }
        }
    }

    private Expression ParseSum() => ParseBinary(s_sums, () => ParseBinary(s_concatenations, () => ParseBinary(s_products, ParseUnary)));

    private Expression ParseBinary(string[] operators, Func<Expression> operand)
    {
        var left = operand();
        while (reader.Current.Kind == TokenKind.Operator && operators.Contains(reader.Current.Text))
        {
            left = new Expression.Binary(reader.Take().Text, left, operand());
        }

        return left;
    }

    private Expression ParseUnary()
    {
        if (reader.TryTake(TokenKind.Operator, "-"))
        {
            return new Expression.Negate(ParseUnary());
        }

        var value = ParsePostfix(ParsePrimary());
        while (true)
        {
            if (reader.TryTake(TokenKind.Operator, "|"))
            {
                var name = reader.ExpectName();
                value = ParsePostfix(new Expression.Filter(value, name, reader.IsOperator("(") ? ParseArguments() : Expression.ArgumentList.None));
            }
            else if (reader.TryTake(TokenKind.Name, "is"))
            {
                value = ParseTest(value);
            }
            else
            {
                return value;
            }
        }
    }

    private Expression ParseTest(Expression value)
    {
        var negated = reader.TryTake(TokenKind.Name, "not");
        var name = reader.ExpectName();
        var arguments = reader.IsOperator("(") ? ParseArguments() : Expression.ArgumentList.None;
        var test = new Expression.Test(value, name, arguments);
        return negated ? new Expression.Not(test) : test;
    }

    private Expression ParsePostfix(Expression value)
    {
        while (true)
        {
            if (reader.TryTake(TokenKind.Operator, "."))
            {
                value = new Expression.Member(value, reader.ExpectName());
            }
            else if (reader.TryTake(TokenKind.Operator, "["))
            {
                value = ParseSubscript(value);
            }
            else if (reader.IsOperator("("))
            {
                value = new Expression.Call(value, ParseArguments());
            }
            else
            {
                return value;
            }
        }
    }

    private Expression ParseSubscript(Expression target)
    {
        var start = reader.IsOperator(":") ? null : Parse();
        if (!reader.TryTake(TokenKind.Operator, ":"))
        {
            reader.Expect(TokenKind.Operator, "]");
            return new Expression.Index(target, start!);
        }

        var stop = reader.IsOperator(":") || reader.IsOperator("]") ? null : Parse();
        var step = reader.TryTake(TokenKind.Operator, ":") && !reader.IsOperator("]") ? Parse() : null;
        reader.Expect(TokenKind.Operator, "]");
        return new Expression.Slice(target, start, stop, step);
    }

    private Expression.ArgumentList ParseArguments()
    {
        reader.Expect(TokenKind.Operator, "(");
        var positional = new List<Expression>();
        var named = new List<(string Name, Expression Value)>();
        while (!reader.TryTake(TokenKind.Operator, ")"))
        {
            if (reader.Current.Kind == TokenKind.Name && reader.Next.Is(TokenKind.Operator, "="))
            {
                var name = reader.Take().Text;
                reader.Take();
                named.Add((name, Parse()));
            }
            else
            {
                positional.Add(Parse());
            }

            TakeSeparator(")");
        }

        return new Expression.ArgumentList(positional, named);
    }

    private Expression ParsePrimary()
    {
        var token = reader.Take();
        return token.Kind switch
        {
            TokenKind.String => new Expression.Literal(ReadStrings(token.Text)),
            TokenKind.Number => new Expression.Literal(ReadNumber(token.Text)),
            TokenKind.Name => ReadName(token.Text),
            TokenKind.Operator when token.Text == "(" => ParseParenthesis(),
            TokenKind.Operator when token.Text == "[" => new Expression.List(ParseItems("]")),
            TokenKind.Operator when token.Text == "{" => ParseMap(),
            _ => throw reader.Fail($"an expression is expected, not {token}"),
        };
    }

    private static object ReadNumber(string text) =>
        text.Contains('.', StringComparison.Ordinal) ? double.Parse(text, CultureInfo.InvariantCulture) : (object)long.Parse(text, CultureInfo.InvariantCulture);

    // Adjacent strings are one, as in Python.
    private string ReadStrings(string text)
    {
        while (reader.Current.Kind == TokenKind.String)
        {
            text += reader.Take().Text;
        }

        return text;
    }

    private static Expression ReadName(string name) => name switch
    {
        "true" or "True" => new Expression.Literal(true),
        "false" or "False" => new Expression.Literal(false),
        "none" or "None" => new Expression.Literal(null),
        _ => new Expression.Name(name),
    };

    private Expression ParseParenthesis()
    {
        if (reader.TryTake(TokenKind.Operator, ")"))
        {
            return new Expression.List([]);
        }

        var first = Parse();
        if (reader.TryTake(TokenKind.Operator, ")"))
        {
            return first;
        }

        reader.Expect(TokenKind.Operator, ",");
        return new Expression.List([first, .. ParseItems(")")]);
    }

    private List<Expression> ParseItems(string close)
    {
        var items = new List<Expression>();
        while (!reader.TryTake(TokenKind.Operator, close))
        {
            items.Add(Parse());
            TakeSeparator(close);
        }

        return items;
    }

    private Expression.Map ParseMap()
    {
        var items = new List<(Expression Key, Expression Value)>();
        while (!reader.TryTake(TokenKind.Operator, "}"))
        {
            var key = Parse();
            reader.Expect(TokenKind.Operator, ":");
            items.Add((key, Parse()));
            TakeSeparator("}");
        }

        return new Expression.Map(items);
    }

    private void TakeSeparator(string close)
    {
        if (!reader.IsOperator(close))
        {
            reader.Expect(TokenKind.Operator, ",");
        }
    }
}

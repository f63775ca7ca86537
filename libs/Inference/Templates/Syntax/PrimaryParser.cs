using System.Text;

namespace Switchyard.Inference.Templates.Syntax;

/// <summary>Parses literals, names and what stands in brackets.</summary>
internal sealed class PrimaryParser(TokenReader reader, NameBook names, ExpressionParser expressions)
{
    private static readonly string[] s_keywords = ["and", "or", "not", "if", "else", "elif", "in", "is"];

    public Expression Parse()
    {
        var token = reader.Current;
        return token.Kind switch
        {
            TokenKind.String => new Expression.Literal(ReadStrings()),
            TokenKind.Number => ReadNumber(token.Text),
            TokenKind.Name when !s_keywords.Contains(token.Text) => ReadName(reader.Take().Text),
            TokenKind.Operator when reader.TryTakeOperator("(") => ParseParenthesis(),
            TokenKind.Operator when reader.TryTakeOperator("[") => new Expression.Sequence(ParseItems("]"), IsTuple: false),
            TokenKind.Operator when reader.TryTakeOperator("{") => ParseMap(),
            _ => throw reader.Fail($"an expression is expected, not {token}"),
        };
    }

    private Expression.Literal ReadNumber(string text)
    {
        var number = NumberLiteral.Parse(text) ?? throw reader.Fail($"the number {text} is not served");
        reader.Take();
        return new Expression.Literal(number);
    }

    // Adjacent strings are one, as in Python.
    private string ReadStrings()
    {
        var text = new StringBuilder();
        while (reader.Current.Kind == TokenKind.String)
        {
            text.Append(reader.Take().Text);
        }

        return text.ToString();
    }

    private Expression ReadName(string name)
    {
        names.Read(name);
        return name switch
        {
            "true" or "True" => new Expression.Literal(true),
            "false" or "False" => new Expression.Literal(false),
            "none" or "None" => new Expression.Literal(null),
            _ => new Expression.Name(name),
        };
    }

    private Expression ParseParenthesis()
    {
        if (reader.TryTakeOperator(")"))
        {
            return new Expression.Sequence([], IsTuple: true);
        }

        var value = expressions.ParseTuple();
        reader.Expect(TokenKind.Operator, ")");
        return value;
    }

    private List<Expression> ParseItems(string close)
    {
        var items = new List<Expression>();
        while (!reader.TryTakeOperator(close))
        {
            items.Add(expressions.Parse());
            TakeSeparator(close);
        }

        return items;
    }

    private Expression.Map ParseMap()
    {
        var items = new List<(Expression Key, Expression Value)>();
        while (!reader.TryTakeOperator("}"))
        {
            var key = expressions.Parse();
            reader.Expect(TokenKind.Operator, ":");
            items.Add((key, expressions.Parse()));
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

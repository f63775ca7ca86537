using Switchyard.Inference.Templates.Builtins;

namespace Switchyard.Inference.Templates.Syntax;

/// <summary>Parses what follows a value: members, subscripts, calls, filters and tests. Names that are not served are refused here.</summary>
internal sealed class PostfixParser(TokenReader reader, NameBook names, ExpressionParser expressions)
{
    /// <summary>Parses members, subscripts and calls.</summary>
    public Expression ParsePostfix(Expression value)
    {
        while (true)
        {
            if (reader.TryTakeOperator("."))
            {
                value = ParseMember(value);
            }
            else if (reader.TryTakeOperator("["))
            {
                value = ParseSubscript(value);
            }
            else if (reader.IsOperator("("))
            {
                value = ParseCall(value);
            }
            else
            {
                return value;
            }
        }
    }

    /// <summary>Parses filters, tests and calls of their results.</summary>
    public Expression ParseFilters(Expression value)
    {
        while (true)
        {
            if (reader.TryTakeOperator("|"))
            {
                value = ParseFilter(value);
            }
            else if (reader.TryTakeName("is"))
            {
                value = ParseTest(value);
            }
            else if (reader.IsOperator("("))
            {
                value = ParseCall(value);
            }
            else
            {
                return value;
            }
        }
    }

    /// <summary>Parses one filter, after its bar, applied to <paramref name="value"/>.</summary>
    public Expression.Filter ParseFilter(Expression value)
    {
        var name = ReadName();
        var definition = Filters.Find(name) ?? throw reader.Fail($"the filter '{name}' is not served");
        var arguments = reader.IsOperator("(") ? ParseArguments() : ArgumentList.None;
        Check(definition, arguments);
        return new Expression.Filter(value, definition, arguments);
    }

    private Expression ParseTest(Expression value)
    {
        var isNegated = reader.TryTakeName("not");
        var name = ReadName();
        var definition = Tests.Find(name) ?? throw reader.Fail($"the test '{name}' is not served");
        var arguments = ParseTestArguments();
        Check(definition, arguments);
        var test = new Expression.Test(value, definition, arguments);
        return isNegated ? new Expression.Not(test) : test;
    }

    // A test's one argument needs no parentheses: x is divisibleby 3.
    private ArgumentList ParseTestArguments()
    {
        if (reader.IsOperator("("))
        {
            return ParseArguments();
        }

        var begins = reader.Current.Kind is TokenKind.String or TokenKind.Number || reader.IsOperator("[") || reader.IsOperator("{")
            || (reader.Current.Kind == TokenKind.Name && reader.Current.Text is not ("else" or "or" or "and"));
        return begins ? new ArgumentList([expressions.ParseOperand()], [], null, null) : ArgumentList.None;
    }

    private string ReadName()
    {
        var name = reader.ExpectName();
        return reader.IsOperator(".") ? throw reader.Fail($"no filter or test is named with dots, as '{name}' is") : name;
    }

    private Expression ParseMember(Expression target)
    {
        if (reader.Current.Kind == TokenKind.Number)
        {
            var index = NumberLiteral.Parse(reader.Current.Text) ?? throw reader.Fail("the index is too large");
            reader.Take();
            return new Expression.Index(target, new Expression.Literal(index));
        }

        return new Expression.Member(target, reader.ExpectName());
    }

    private Expression ParseSubscript(Expression target)
    {
        var start = reader.IsOperator(":") ? null : expressions.Parse();
        if (!reader.TryTakeOperator(":"))
        {
            reader.Expect(TokenKind.Operator, "]");
            return new Expression.Index(target, start!);
        }

        var stop = reader.IsOperator(":") || reader.IsOperator("]") ? null : expressions.Parse();
        var step = reader.TryTakeOperator(":") && !reader.IsOperator("]") ? expressions.Parse() : null;
        reader.Expect(TokenKind.Operator, "]");
        return new Expression.Slice(target, start, stop, step);
    }

    private Expression.Call ParseCall(Expression target)
    {
        switch (target)
        {
            case Expression.Name name:
                names.Call(name.Id, reader.Current.Line);
                break;
            case Expression.Member method when !Methods.IsKnown(method.Id):
                throw reader.Fail($"the method '{method.Id}' is not served");
        }

        return new Expression.Call(target, ParseArguments());
    }

    private ArgumentList ParseArguments()
    {
        reader.Expect(TokenKind.Operator, "(");
        var positional = new List<Expression>();
        var named = new List<(string Name, Expression Value)>();
        var given = new HashSet<string>(StringComparer.Ordinal);
        Expression? spread = null;
        Expression? namedSpread = null;
        while (!reader.TryTakeOperator(")"))
        {
            if (namedSpread is null && reader.TryTakeOperator("**"))
            {
                namedSpread = expressions.Parse();
            }
            else if (spread is null && namedSpread is null && reader.TryTakeOperator("*"))
            {
                spread = expressions.Parse();
            }
            else if (namedSpread is null && reader.Current.Kind == TokenKind.Name && reader.Next.Is(TokenKind.Operator, "="))
            {
                named.Add(ParseNamed(given));
            }
            else
            {
                positional.Add(named.Count == 0 && spread is null && namedSpread is null ? expressions.Parse() : throw reader.Fail("an argument stands after those it has to stand before"));
            }

            if (!reader.IsOperator(")"))
            {
                reader.Expect(TokenKind.Operator, ",");
            }
        }

        return new ArgumentList(positional, named, spread, namedSpread);
    }

    private (string Name, Expression Value) ParseNamed(HashSet<string> given)
    {
        var name = reader.Take().Text;
        reader.Take();
        return !given.Add(name) ? throw reader.Fail($"the argument '{name}' is given twice") : (name, expressions.Parse());
    }

    private void Check(Builtin definition, ArgumentList arguments)
    {
        if (definition.Signature is { } signature && arguments.IsFixed
            && signature.Check(definition.Name, arguments.Positional.Count, arguments.Named.Select(argument => argument.Name)) is { } problem)
        {
            throw reader.Fail($"it {problem}");
        }

        if (definition.Signature is null && FindNested(definition.Name, arguments) is { } unknown)
        {
            throw reader.Fail(unknown);
        }
    }

    // map names a filter, select and its like name a test, as a rule with a literal.
    private static string? FindNested(string filter, ArgumentList arguments)
    {
        var at = filter.EndsWith("attr", StringComparison.Ordinal) ? 1 : 0;
        return arguments.Positional.Count <= at || arguments.Positional[at] is not Expression.Literal { Value: string name } ? null
            : filter == "map" ? (Filters.Find(name) is null ? $"the filter '{name}' is not served" : null)
            : Tests.Find(name) is null ? $"the test '{name}' is not served" : null;
    }
}

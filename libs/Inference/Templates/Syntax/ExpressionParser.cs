namespace Switchyard.Inference.Templates.Syntax;

/// <summary>Parses expressions by recursive descent, one method for each level of precedence, loosest first.</summary>
internal sealed class ExpressionParser
{
    private static readonly string[] s_comparisons = ["==", "!=", "<", ">", "<=", ">="];
    private static readonly string[] s_sums = ["+", "-"];
    private static readonly string[] s_products = ["*", "/", "//", "%"];

    private readonly TokenReader _reader;
    private readonly PrimaryParser _primary;

    public ExpressionParser(TokenReader reader, NameBook names)
    {
        _reader = reader;
        _primary = new PrimaryParser(reader, names, this);
        Postfix = new PostfixParser(reader, names, this);
    }

    public PostfixParser Postfix { get; }

    /// <summary>Parses an expression; commas outside brackets make a tuple.</summary>
    public Expression ParseTuple() => ParseTuple(Parse);

    /// <summary>Parses an expression that a following <c>if</c> does not belong to, as a loop's items; commas make a tuple.</summary>
    public Expression ParseTupleWithoutIf() => ParseTuple(ParseOr);

    public Expression Parse()
    {
        _reader.Enter();
        var value = ParseOr();
        while (_reader.TryTakeName("if"))
        {
            var condition = ParseOr();
            value = new Expression.Conditional(condition, value, _reader.TryTakeName("else") ? Parse() : null);
        }

        _reader.Leave();
        return value;
    }

    /// <summary>Parses an expression that a following <c>if</c> does not belong to.</summary>
    public Expression ParseOr()
    {
        var left = ParseAnd();
        while (_reader.TryTakeName("or"))
        {
            left = new Expression.Or(left, ParseAnd());
        }

        return left;
    }

    /// <summary>Parses a value with what belongs to it closest: the only kind a test's argument without parentheses may be.</summary>
    public Expression ParseOperand() => Postfix.ParsePostfix(_primary.Parse());

    private Expression ParseTuple(Func<Expression> parse)
    {
        var first = parse();
        if (!_reader.IsOperator(","))
        {
            return first;
        }

        var items = new List<Expression> { first };
        while (_reader.TryTakeOperator(",") && !IsTupleEnd())
        {
            items.Add(parse());
        }

        return new Expression.Sequence(items, IsTuple: true);
    }

    private bool IsTupleEnd() => _reader.Current.Kind is TokenKind.BlockEnd or TokenKind.OutputEnd || _reader.IsOperator(")") || _reader.IsName("recursive");

    private Expression ParseAnd()
    {
        var left = ParseNot();
        while (_reader.TryTakeName("and"))
        {
            left = new Expression.And(left, ParseNot());
        }

        return left;
    }

    private Expression ParseNot()
    {
        if (!_reader.TryTakeName("not"))
        {
            return ParseComparison();
        }

        _reader.Enter();
        var operand = ParseNot();
        _reader.Leave();
        return new Expression.Not(operand);
    }

    private Expression ParseComparison()
    {
        var first = ParseSum();
        var rest = new List<(string Operator, Expression Operand)>();
        while (TakeComparison() is { } comparison)
        {
            rest.Add((comparison, ParseSum()));
        }

        return rest.Count == 0 ? first : new Expression.Compare(first, rest);
    }

    private string? TakeComparison()
    {
        if (_reader.TryTakeName("in"))
        {
            return "in";
        }

        if (_reader.IsName("not") && _reader.Next.Is(TokenKind.Name, "in"))
        {
            _reader.Take();
            _reader.Take();
            return "not in";
        }

        return TakeOperator(s_comparisons);
    }

    private Expression ParseSum()
    {
        var left = ParseConcatenation();
        while (TakeOperator(s_sums) is { } sum)
        {
            left = new Expression.Arithmetic(sum, left, ParseConcatenation());
        }

        return left;
    }

    private Expression ParseConcatenation()
    {
        var first = ParseProduct();
        if (!_reader.IsOperator("~"))
        {
            return first;
        }

        var parts = new List<Expression> { first };
        while (_reader.TryTakeOperator("~"))
        {
            parts.Add(ParseProduct());
        }

        return new Expression.Concatenation(parts);
    }

    private Expression ParseProduct()
    {
        var left = ParsePower();
        while (TakeOperator(s_products) is { } product)
        {
            left = new Expression.Arithmetic(product, left, ParsePower());
        }

        return left;
    }

    // Unlike Python's, the template language's powers go from left to right.
    private Expression ParsePower()
    {
        var left = ParseUnary(takesFilters: true);
        while (_reader.TryTakeOperator("**"))
        {
            left = new Expression.Arithmetic("**", left, ParseUnary(takesFilters: true));
        }

        return left;
    }

    // A sign binds closer than a filter: -x | abs is (-x) | abs.
    private Expression ParseUnary(bool takesFilters)
    {
        var value = TakeOperator(s_sums) is { } sign ? ParseSigned(sign == "-") : ParseOperand();
        return takesFilters ? Postfix.ParseFilters(Postfix.ParsePostfix(value)) : value;
    }

    private Expression.Sign ParseSigned(bool isMinus)
    {
        _reader.Enter();
        var operand = ParseUnary(takesFilters: false);
        _reader.Leave();
        return new Expression.Sign(isMinus, operand);
    }

    private string? TakeOperator(string[] operators) =>
        _reader.Current.Kind == TokenKind.Operator && operators.Contains(_reader.Current.Text) ? _reader.Take().Text : null;
}

namespace Switchyard.Inference.Templates;

/// <summary>An expression of the template language.</summary>
internal abstract record Expression
{
    private Expression()
    {
    }

    public sealed record Literal(object? Value) : Expression;

    public sealed record Name(string Id) : Expression;

    public sealed record Member(Expression Target, string Id) : Expression;

    public sealed record Index(Expression Target, Expression Key) : Expression;

    public sealed record Slice(Expression Target, Expression? Start, Expression? Stop, Expression? Step) : Expression;

    public sealed record Not(Expression Operand) : Expression;

    public sealed record Negate(Expression Operand) : Expression;

    public sealed record Binary(string Operator, Expression Left, Expression Right) : Expression;

    public sealed record Conditional(Expression Condition, Expression Then, Expression? Else) : Expression;

    public sealed record Call(Expression Target, ArgumentList Arguments) : Expression;

    public sealed record Filter(Expression Target, string Id, ArgumentList Arguments) : Expression;

    public sealed record Test(Expression Target, string Id, ArgumentList Arguments) : Expression;

    public sealed record List(IReadOnlyList<Expression> Items) : Expression;

    public sealed record Map(IReadOnlyList<(Expression Key, Expression Value)> Items) : Expression;

    public sealed record ArgumentList(IReadOnlyList<Expression> Positional, IReadOnlyList<(string Name, Expression Value)> Named)
    {
        public static ArgumentList None { get; } = new([], []);
    }
}

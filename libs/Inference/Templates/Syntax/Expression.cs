using Switchyard.Inference.Templates.Builtins;

namespace Switchyard.Inference.Templates.Syntax;

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

    /// <summary>A sign before its operand, <c>-</c> or <c>+</c>.</summary>
    public sealed record Sign(bool IsMinus, Expression Operand) : Expression;

    public sealed record And(Expression Left, Expression Right) : Expression;

    public sealed record Or(Expression Left, Expression Right) : Expression;

    public sealed record Arithmetic(string Operator, Expression Left, Expression Right) : Expression;

    /// <summary>Texts joined with <c>~</c>.</summary>
    public sealed record Concatenation(IReadOnlyList<Expression> Parts) : Expression;

    /// <summary>A chain of comparisons, as in <c>a &lt; b &lt; c</c>, all of which have to hold.</summary>
    public sealed record Compare(Expression First, IReadOnlyList<(string Operator, Expression Operand)> Rest) : Expression;

    public sealed record Conditional(Expression Condition, Expression Then, Expression? Else) : Expression;

    public sealed record Call(Expression Target, ArgumentList Arguments) : Expression;

    public sealed record Filter(Expression Target, Builtin Definition, ArgumentList Arguments) : Expression;

    public sealed record Test(Expression Target, Builtin Definition, ArgumentList Arguments) : Expression;

    public sealed record Sequence(IReadOnlyList<Expression> Items, bool IsTuple) : Expression;

    public sealed record Map(IReadOnlyList<(Expression Key, Expression Value)> Items) : Expression;
}

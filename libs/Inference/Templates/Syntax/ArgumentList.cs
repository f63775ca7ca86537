namespace Switchyard.Inference.Templates.Syntax;

/// <summary>The arguments of a call as written. <paramref name="Spread"/> is what stands after <c>*</c>, <paramref name="NamedSpread"/> after <c>**</c>.</summary>
internal sealed record ArgumentList(IReadOnlyList<Expression> Positional, IReadOnlyList<(string Name, Expression Value)> Named, Expression? Spread, Expression? NamedSpread)
{
    public static ArgumentList None { get; } = new([], [], null, null);

    /// <summary>Gets whether all arguments are known when the template is parsed.</summary>
    public bool IsFixed => Spread is null && NamedSpread is null;
}

namespace Switchyard.Inference.Templates;

/// <summary>A statement of the template language.</summary>
internal abstract record Statement(int Line)
{
    public sealed record Text(int Line, string Value) : Statement(Line);

    public sealed record Output(int Line, Expression Value) : Statement(Line);

    /// <summary>Sets names, or with <paramref name="Member"/> one member of a namespace.</summary>
    public sealed record Set(int Line, IReadOnlyList<string> Names, string? Member, Expression Value) : Statement(Line);

    /// <summary>Sets a name to what its body writes.</summary>
    public sealed record SetBlock(int Line, string Name, IReadOnlyList<Statement> Body) : Statement(Line);

    public sealed record If(int Line, IReadOnlyList<(Expression Condition, IReadOnlyList<Statement> Body)> Branches, IReadOnlyList<Statement> Else) : Statement(Line);

    public sealed record For(int Line, IReadOnlyList<string> Names, Expression Items, Expression? Condition, IReadOnlyList<Statement> Body, IReadOnlyList<Statement> Else) : Statement(Line);

    /// <summary>Ends a loop, or with <paramref name="GoesOn"/> only its current turn.</summary>
    public sealed record Leave(int Line, bool GoesOn) : Statement(Line);
}

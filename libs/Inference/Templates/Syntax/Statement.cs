namespace Switchyard.Inference.Templates.Syntax;

/// <summary>A statement of the template language.</summary>
internal abstract record Statement(int Line)
{
    public sealed record Text(int Line, string Value) : Statement(Line);

    public sealed record Output(int Line, Expression Value) : Statement(Line);

    public sealed record Set(int Line, AssignmentTarget Target, Expression Value) : Statement(Line);

    /// <summary>Sets a target to what its body writes, passed through <paramref name="Filter"/>.</summary>
    public sealed record SetBlock(int Line, AssignmentTarget Target, Expression Filter, IReadOnlyList<Statement> Body) : Statement(Line);

    public sealed record If(int Line, IReadOnlyList<(Expression Condition, IReadOnlyList<Statement> Body)> Branches, IReadOnlyList<Statement> Else) : Statement(Line);

    public sealed record For(
        int Line, AssignmentTarget Target, Expression Items, Expression? Condition, bool IsRecursive, IReadOnlyList<Statement> Body, IReadOnlyList<Statement> Else) : Statement(Line);

    /// <summary>Ends a loop, or with <paramref name="GoesOn"/> only its current turn.</summary>
    public sealed record Leave(int Line, bool GoesOn) : Statement(Line);

    public sealed record Macro(int Line, MacroDefinition Definition) : Statement(Line);

    /// <summary>Calls a macro that may call the body as <c>caller()</c>.</summary>
    public sealed record Call(int Line, Expression.Call Target, MacroDefinition Caller) : Statement(Line);

    /// <summary>Writes what the body writes, passed through <paramref name="Filter"/>.</summary>
    public sealed record FilterBlock(int Line, Expression Filter, IReadOnlyList<Statement> Body) : Statement(Line);

    /// <summary>Names for the body only. A generation block, which marks a part for training, is one without names.</summary>
    public sealed record With(int Line, IReadOnlyList<(string Name, Expression Value)> Names, IReadOnlyList<Statement> Body) : Statement(Line);
}

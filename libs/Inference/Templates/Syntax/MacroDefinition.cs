namespace Switchyard.Inference.Templates.Syntax;

/// <summary>A macro, or the body of a call block, which is a macro without a name.</summary>
/// <param name="Name">The name; <c>caller</c> for the body of a call block.</param>
/// <param name="Parameters">Names with their defaults.</param>
/// <param name="Body">What it writes.</param>
/// <param name="TakesPositional">Whether the body reads <c>varargs</c>; otherwise more arguments are an error.</param>
/// <param name="TakesNamed">Whether the body reads <c>kwargs</c>.</param>
/// <param name="TakesCaller">Whether the body reads <c>caller</c>.</param>
internal sealed record MacroDefinition(
    string Name, IReadOnlyList<(string Name, Expression? Default)> Parameters, IReadOnlyList<Statement> Body, bool TakesPositional, bool TakesNamed, bool TakesCaller);

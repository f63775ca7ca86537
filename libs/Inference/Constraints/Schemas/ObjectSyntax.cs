using System.Text.RegularExpressions;
using Switchyard.Inference.Constraints.Automata;
using Switchyard.Inference.Constraints.Grammars;
using Switchyard.Inference.Constraints.Patterns;

namespace Switchyard.Inference.Constraints.Schemas;

/// <summary>How the members of an object are written.</summary>
internal sealed partial class ObjectSyntax
{
    // A name of the length that models use, so that none goes on without end.
    private const string OtherName = "[A-Za-z_][A-Za-z0-9_]{0,40}";

    private ObjectSyntax()
    {
    }

    public required GrammarNode Start { get; init; }

    public required GrammarNode End { get; init; }

    public required GrammarNode EmptyEnd { get; init; }

    public required GrammarNode Comma { get; init; }

    /// <summary>Gets what stands between a name and its value.</summary>
    public required GrammarNode Colon { get; init; }

    /// <summary>Gets the name of a member with what stands before its value.</summary>
    public required Func<string, GrammarNode> Property { get; init; }

    /// <summary>Gets the names that are none of some.</summary>
    public required Func<IReadOnlyCollection<string>, GrammarNode> NameExcept { get; init; }

    /// <summary>Gets whether it is JSON, in which names may have patterns and whole objects may be fixed.</summary>
    public required bool IsJson { get; init; }

    public static ObjectSyntax Json(JsonLexemes lexemes) => new()
    {
        Start = lexemes.ObjectStart,
        End = lexemes.ObjectEnd,
        EmptyEnd = lexemes.EmptyObjectEnd,
        Comma = lexemes.Comma,
        Colon = lexemes.Colon,
        Property = lexemes.Property,
        NameExcept = lexemes.KeyExcept,
        IsJson = true,
    };

    /// <summary>Makes the syntax of named arguments, <c>key=value, key=value)</c>: what opens them belongs to the call.</summary>
    public static ObjectSyntax Keywords(JsonLexemes lexemes) => new()
    {
        Start = GrammarNode.Empty,
        End = lexemes.Pattern("\\)"),
        EmptyEnd = lexemes.Pattern("\\)"),
        Comma = lexemes.Pattern(", ?"),
        Colon = lexemes.Pattern("="),
        Property = name => Identifier().IsMatch(name)
            ? lexemes.Literals([name + "="])
            : throw new ConstraintException("#", "properties", $"'{name}' cannot be the name of an argument in the way this model writes calls"),
        NameExcept = names => lexemes.Cached("name " + string.Join('\n', names), () => JsonLexemes.Automaton(Subtract(names, lexemes.Limits))),
        IsJson = false,
    };

    private static Dfa? Subtract(IReadOnlyCollection<string> names, AutomatonLimits limits)
    {
        var free = PatternCompiler.CompileWhole(OtherName, limits);
        foreach (var name in names)
        {
            free = free is null || PatternCompiler.CompileWhole(name, limits) is not { } taken ? free : DfaProduct.Subtract(free, taken, limits);
        }

        return free;
    }

    [GeneratedRegex("^[A-Za-z_][A-Za-z0-9_]*$")]
    private static partial Regex Identifier();
}

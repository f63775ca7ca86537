using Switchyard.Inference.Constraints.Grammars;

namespace Switchyard.Inference.Constraints.Schemas;

/// <summary>JSON values of which a schema asks nothing.</summary>
internal sealed class AnyGrammar(JsonLexemes lexemes)
{
    // How deep such values are nested at most: nobody reads more, and a model that opens brackets for ever must come to an end.
    private const int MaxDepth = 12;

    private readonly GrammarNode?[] _values = new GrammarNode?[MaxDepth + 1];

    /// <summary>Makes any value of some kinds, nested at most <paramref name="depth"/> deep.</summary>
    public GrammarNode Value(int depth)
    {
        depth = Math.Min(depth, MaxDepth);
        return _values[depth] ??= GrammarNode.Choice(
            lexemes.Text(0, null),
            lexemes.Number(NumberShape.Any, isInteger: false),
            lexemes.Boolean,
            lexemes.Null,
            Object(depth),
            Array(depth));
    }

    /// <summary>Makes any object.</summary>
    public GrammarNode Object(int depth)
    {
        if (depth == 0)
        {
            return GrammarNode.None;
        }

        var member = GrammarNode.Sequence(lexemes.KeyExcept([]), lexemes.Colon, Value(depth - 1));
        return List(lexemes.ObjectStart, member, lexemes.ObjectEnd, lexemes.EmptyObjectEnd);
    }

    private GrammarNode Array(int depth) => depth == 0 ? GrammarNode.None : List(lexemes.ArrayStart, Value(depth - 1), lexemes.ArrayEnd, lexemes.EmptyArrayEnd);

    private GrammarNode List(GrammarNode start, GrammarNode item, GrammarNode end, GrammarNode emptyEnd) => GrammarNode.Choice(
        GrammarNode.Sequence(start, emptyEnd),
        GrammarNode.Sequence(start, item, GrammarNode.Repeat(GrammarNode.Sequence(lexemes.Comma, item), 0, null), end));
}

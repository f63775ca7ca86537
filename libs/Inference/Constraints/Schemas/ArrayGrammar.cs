using Switchyard.Inference.Constraints.Grammars;

namespace Switchyard.Inference.Constraints.Schemas;

/// <summary>Makes grammars of arrays, from the end to the start: what may follow each number of items.</summary>
internal sealed class ArrayGrammar(JsonLexemes lexemes, Func<Conjunction, int, GrammarNode> build)
{
    public GrammarNode Create(ArrayShape shape, string pointer, int depth)
    {
        if (shape.UniqueItems && shape.MaxItems is not (0 or 1))
        {
            throw new ConstraintException(pointer, "uniqueItems", "items cannot be kept apart while they are written");
        }

        if (depth == 0)
        {
            return GrammarNode.None;
        }

        var (min, max) = (shape.MinItems, shape.MaxItems ?? int.MaxValue);
        var after = Rest(shape, build(shape.Items, depth - 1));
        for (var count = shape.Prefix.Length - 1; count >= 0; count--)
        {
            var separator = count == 0 ? GrammarNode.Empty : lexemes.Comma;
            var item = count < max ? GrammarNode.Sequence(separator, build(shape.Prefix[count], depth - 1), after) : GrammarNode.None;
            after = GrammarNode.Choice(count >= min && count <= max ? End(count) : GrammarNode.None, item);
        }

        return GrammarNode.Sequence(lexemes.ArrayStart, after);
    }

    private GrammarNode Rest(ArrayShape shape, GrammarNode item)
    {
        var count = shape.Prefix.Length;
        var (min, max) = (Math.Max(0, shape.MinItems - count), shape.MaxItems - count);
        var following = GrammarNode.Sequence(lexemes.Comma, item);
        if (count > 0)
        {
            return GrammarNode.Sequence(GrammarNode.Repeat(following, min, max), lexemes.ArrayEnd);
        }

        var some = max == 0 ? GrammarNode.None : GrammarNode.Sequence(item, GrammarNode.Repeat(following, Math.Max(0, min - 1), max - 1), lexemes.ArrayEnd);
        return GrammarNode.Choice(min == 0 ? lexemes.EmptyArrayEnd : GrammarNode.None, some);
    }

    private GrammarNode End(int count) => count == 0 ? lexemes.EmptyArrayEnd : lexemes.ArrayEnd;
}

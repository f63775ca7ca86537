using Switchyard.Inference.Constraints.Automata;
using Switchyard.Inference.Constraints.Grammars;

namespace Switchyard.Inference.Constraints.Schemas;

/// <summary>
/// Makes grammars of objects: named properties in their order, each written once or left out if it may be, then others. It goes from the
/// last property to the first and keeps, for each, what may follow after each number of properties as far as numbers matter.
/// </summary>
internal sealed class ObjectGrammar(JsonLexemes lexemes, StringGrammar strings, ObjectSyntax syntax, Func<Conjunction, int, GrammarNode> build)
{
    private const int MaxStates = 20_000;

    public GrammarNode Create(ObjectShape shape, string pointer, int depth)
    {
        if (depth == 0)
        {
            return GrammarNode.None;
        }

        var required = shape.Required.ToHashSet(StringComparer.Ordinal);
        var unnamed = shape.Required.Where(name => shape.Find(name) is null).Select(name => KeyValuePair.Create(name, shape.Additional));
        var properties = shape.Properties.Concat(unnamed).Select(property => new Property(property.Key, required.Contains(property.Key), build(property.Value, depth - 1))).ToList();
        var others = Others(shape, properties.ConvertAll(property => property.Name), pointer, depth);
        CheckMinimum(shape, properties.Count, others, pointer);

        // Counts beyond this one are alike.
        var cap = Math.Min(Math.Max(1, shape.MaxProperties ?? shape.MinProperties), properties.Count + 1);
        if ((long)(cap + 1) * properties.Count > MaxStates)
        {
            throw new ConstraintException(pointer, "maxProperties", "there are too many properties to count");
        }

        var body = Body(shape, properties, others, cap);
        var empty = shape.MinProperties == 0 && required.Count == 0 ? syntax.EmptyEnd : GrammarNode.None;
        return GrammarNode.Sequence(syntax.Start, GrammarNode.Choice(empty, body));
    }

    // `keys`: what follows where a key must come; `ends`: what follows after a value. Both by the number of properties so far.
    private GrammarNode Body(ObjectShape shape, List<Property> properties, GrammarNode others, int cap)
    {
        var keys = Enumerable.Range(0, cap + 1).Select(count => OtherKeys(shape, others, count)).ToArray();
        var ends = Enumerable.Range(0, cap + 1).Select(count => End(shape, count, canEnd: true, keys[count])).ToArray();
        var canEnd = true;
        for (var i = properties.Count - 1; i >= 0; i--)
        {
            var (name, isRequired, value) = properties[i];
            var key = GrammarNode.Sequence(syntax.Property(name), value);
            canEnd &= !isRequired;
            for (var count = 0; count <= cap; count++)
            {
                var isFull = count >= (shape.MaxProperties ?? int.MaxValue);
                var taken = isFull ? GrammarNode.None : GrammarNode.Sequence(key, ends[Math.Min(count + 1, cap)]);
                keys[count] = isRequired ? taken : GrammarNode.Choice(taken, keys[count]);
            }

            ends = [.. keys.Select((node, count) => End(shape, count, canEnd, node))];
        }

        return keys[0];
    }

    private GrammarNode End(ObjectShape shape, int count, bool canEnd, GrammarNode key) =>
        GrammarNode.Choice(canEnd && count >= shape.MinProperties ? syntax.End : GrammarNode.None, GrammarNode.Sequence(syntax.Comma, key));

    private GrammarNode OtherKeys(ObjectShape shape, GrammarNode other, int count)
    {
        var min = Math.Max(0, shape.MinProperties - count - 1);
        var max = shape.MaxProperties - count - 1;
        // Two other properties can have one name, and count as one then.
        return min > 0 || max < 0
            ? GrammarNode.None
            : GrammarNode.Sequence(other, GrammarNode.Repeat(GrammarNode.Sequence(syntax.Comma, other), 0, max), syntax.End);
    }

    private static void CheckMinimum(ObjectShape shape, int named, GrammarNode others, string pointer)
    {
        if (shape.MinProperties > named + 1 && others != GrammarNode.None)
        {
            throw new ConstraintException(pointer, "minProperties", "more than one property without a name of its own cannot be kept apart while it is written");
        }
    }

    private GrammarNode Others(ObjectShape shape, List<string> names, string pointer, int depth)
    {
        if (shape.PatternProperties.IsEmpty)
        {
            return shape.Additional.IsFalse ? GrammarNode.None : Member(syntax.NameExcept(names), shape.Additional, depth);
        }

        if (!syntax.IsJson)
        {
            throw new ConstraintException(pointer, "patternProperties", "this model writes the names of arguments as names of Python");
        }

        try
        {
            return PatternMembers(shape, names, pointer, depth);
        }
        catch (AutomatonException exception)
        {
            throw new ConstraintException(pointer, "patternProperties", exception.Message);
        }
    }

    private GrammarNode PatternMembers(ObjectShape shape, List<string> names, string pointer, int depth)
    {
        var members = new List<GrammarNode>();
        var free = strings.Compile("", pointer, "patternProperties");
        foreach (var (pattern, value) in shape.PatternProperties)
        {
            if (strings.Compile(pattern, pointer, "patternProperties") is not { } keys)
            {
                continue;
            }

            if (names.Exists(name => keys.Accepts(System.Text.Encoding.UTF8.GetBytes(JsonText.Quote(name)))) || free is null || DfaProduct.Subtract(keys, free, lexemes.Limits) is not null)
            {
                throw new ConstraintException(pointer, "patternProperties", $"'{pattern}' also matches a named property or what another pattern matches");
            }

            members.Add(Member(JsonLexemes.Automaton(keys), value, depth));
            free = DfaProduct.Subtract(free, keys, lexemes.Limits);
        }

        foreach (var name in names)
        {
            var literal = Patterns.PatternCompiler.CompileWhole(EscapePattern(JsonText.Quote(name)), lexemes.Limits);
            free = free is null || literal is null ? free : DfaProduct.Subtract(free, literal, lexemes.Limits);
        }

        members.Add(shape.Additional.IsFalse ? GrammarNode.None : Member(JsonLexemes.Automaton(free), shape.Additional, depth));
        return GrammarNode.Choice(members);
    }

    private static string EscapePattern(string text) => string.Concat(text.Select(item => $"\\u{(int)item:x4}"));

    private GrammarNode Member(GrammarNode key, Conjunction value, int depth) => GrammarNode.Sequence(key, syntax.Colon, build(value, depth - 1));

    private sealed record Property(string Name, bool IsRequired, GrammarNode Value);
}

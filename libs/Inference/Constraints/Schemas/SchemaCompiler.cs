using System.Text;
using System.Text.Json;
using Switchyard.Inference.Constraints.Automata;
using Switchyard.Inference.Constraints.Grammars;
using Switchyard.Inference.Constraints.Matching;

namespace Switchyard.Inference.Constraints.Schemas;

/// <summary>Makes the grammar of a JSON schema's values. Recursion is unrolled as deep as values may be nested, so the grammar has no cycles.</summary>
internal sealed class SchemaCompiler
{
    /// <summary>How deep values are nested at most.</summary>
    public const int MaxDepth = 24;

    private const int MaxNesting = 256;
    private const int StepsPerShape = 1000;

    private readonly JsonLexemes _lexemes;
    private readonly SchemaReader _reader;
    private readonly AnyGrammar _any;
    private readonly StringGrammar _strings;
    private readonly ArrayGrammar _arrays;
    private readonly ObjectGrammar _objects;
    private readonly ObjectGrammar _root;
    private readonly bool _isRootJson;
    private readonly ShapeDisjointness _disjointness;
    private readonly Dictionary<(string Key, int Depth), (GrammarNode Node, ConstraintException? Cause)> _built = [];
    private int _nesting;
    private ConstraintException? _cause;

    private SchemaCompiler(JsonElement root, JsonLexemes lexemes, ObjectSyntax syntax)
    {
        _lexemes = lexemes;
        _reader = new SchemaReader(root, lexemes.Limits);
        _any = new AnyGrammar(lexemes);
        _strings = new StringGrammar(lexemes);
        _arrays = new ArrayGrammar(lexemes, Build);
        _objects = new ObjectGrammar(lexemes, _strings, ObjectSyntax.Json(lexemes), Build);
        _root = new ObjectGrammar(lexemes, _strings, syntax, Build);
        _isRootJson = syntax.IsJson;
        _disjointness = new ShapeDisjointness(_reader);
    }

    /// <summary>Makes the grammar of the values of <paramref name="schema"/>.</summary>
    /// <param name="schema">The schema.</param>
    /// <param name="lexemes">The pieces to write with.</param>
    /// <param name="kinds">The kinds of values wanted.</param>
    /// <param name="syntax">How an object that is the value itself is written; those inside it are JSON.</param>
    /// <exception cref="ConstraintException">The schema cannot be honoured.</exception>
    public static GrammarNode Compile(JsonElement schema, JsonLexemes lexemes, JsonKinds kinds, ObjectSyntax syntax)
    {
        SchemaText.Check(schema);
        try
        {
            var compiler = new SchemaCompiler(schema, lexemes, syntax);
            var shape = compiler._reader.Read(Conjunction.Of(new SchemaLocation("#", schema)));
            var isNarrowed = kinds != JsonKinds.All;
            var root = compiler.Build(shape with { Kinds = shape.Kinds & kinds, HasType = shape.HasType || isNarrowed }, "#", MaxDepth);
            return root != GrammarNode.None ? root : throw compiler._cause!;
        }
        catch (AutomatonException exception)
        {
            throw new ConstraintException("#", "schema", exception.Message);
        }
    }

    private GrammarNode Build(Conjunction conjunction, int depth)
    {
        conjunction = _reader.Follow(conjunction);
        var key = (conjunction.Key, depth);
        if (!_built.TryGetValue(key, out var built))
        {
            var node = Build(_reader.Read(conjunction), conjunction.Pointer, depth);
            built = (node, node == GrammarNode.None ? _cause : null);
            _built[key] = built;
        }

        _cause ??= built.Cause;
        return built.Node;
    }

    private GrammarNode Build(SchemaShape shape, string pointer, int depth)
    {
        _lexemes.Limits.Spend(StepsPerShape);
        if (++_nesting > MaxNesting)
        {
            throw new ConstraintException(pointer, shape.Choices.IsEmpty ? "schema" : "$ref", "schemas lead to one another too often without a value in between");
        }

        var earlier = _cause;
        var node = shape.IsImpossible ? GrammarNode.None
            : shape.Choices is [var choice, ..] ? BuildChoice(shape with { Choices = shape.Choices.RemoveAt(0) }, choice, depth)
            : shape.Values is not null ? BuildValues(shape, pointer, depth)
            : BuildKinds(shape, pointer, depth);
        _nesting--;

        // What is impossible inside a schema that has values all the same is nobody's fault.
        _cause = node != GrammarNode.None ? earlier : earlier ?? SchemaContradictions.Find(shape, pointer) ?? _cause ?? Unsatisfiable(pointer);
        return node;
    }

    private static ConstraintException Unsatisfiable(string pointer) => new(pointer, "schema", $"no value nested at most {MaxDepth} deep satisfies it");

    private GrammarNode BuildChoice(SchemaShape shape, SchemaChoice choice, int depth)
    {
        var branches = choice.Branches.Select(branch => _reader.Apply(shape, branch)).ToList();
        if (choice.IsExclusive && FindOverlap(branches) is var (first, second))
        {
            throw new ConstraintException(choice.Pointer, "oneOf", $"a value might satisfy both of branches {first} and {second}; say what tells them apart, or use anyOf");
        }

        return GrammarNode.Choice(branches.Select((branch, index) => Build(branch, choice.Branches[index].Pointer, depth)));
    }

    private (int First, int Second)? FindOverlap(List<SchemaShape> branches)
    {
        for (var second = 1; second < branches.Count; second++)
        {
            for (var first = 0; first < second; first++)
            {
                _lexemes.Limits.Spend(StepsPerShape);
                if (!_disjointness.AreDisjoint(branches[first], branches[second]))
                {
                    return (first, second);
                }
            }
        }

        return null;
    }

    private GrammarNode BuildValues(SchemaShape shape, string pointer, int depth)
    {
        if (!_isRootJson && depth == MaxDepth)
        {
            throw new ConstraintException(pointer, "enum", "arguments that are fixed as a whole are not served in the way this model writes calls");
        }

        // Values of kinds for which the schema asks nothing else need no test.
        var others = shape with { Values = null, HasType = true };
        var kept = shape.Values!.Value.Where(value => shape.Kinds.HasFlag(JsonLiterals.KindOf(value)) && Satisfies(value, others, pointer, depth));
        return kept.Select(JsonLiterals.Write).Distinct(StringComparer.Ordinal).ToArray() is { Length: > 0 } texts ? _lexemes.Literals(texts) : GrammarNode.None;
    }

    private bool Satisfies(JsonElement value, SchemaShape shape, string pointer, int depth)
    {
        var kind = JsonLiterals.KindOf(value);
        if ((kind & JsonKinds.Number) != JsonKinds.None)
        {
            return DecimalNumber.Parse(value.GetRawText()) is { } number && shape.Number.Contains(number);
        }

        return !shape.Mentioned.HasFlag(kind) || GrammarText.Matches(BuildKind(kind, shape, pointer, depth), Encoding.UTF8.GetBytes(JsonLiterals.Write(value)));
    }

    private GrammarNode BuildKinds(SchemaShape shape, string pointer, int depth)
    {
        if (shape.WrittenKinds == JsonKinds.All && shape.Mentioned == JsonKinds.None)
        {
            return _any.Value(depth);
        }

        JsonKinds[] kinds = [JsonKinds.Null, JsonKinds.Boolean, JsonKinds.Number, JsonKinds.Text, JsonKinds.Array, JsonKinds.Object];
        return GrammarNode.Choice(kinds.Where(kind => (shape.WrittenKinds & kind) != JsonKinds.None).Select(kind => BuildKind(kind, shape, pointer, depth)));
    }

    private GrammarNode BuildKind(JsonKinds kind, SchemaShape shape, string pointer, int depth) => kind switch
    {
        JsonKinds.Null => _lexemes.Null,
        JsonKinds.Boolean => _lexemes.Boolean,
        JsonKinds.Text => _strings.Create(shape.Text),
        JsonKinds.Array => _arrays.Create(shape.Array, pointer, depth),
        JsonKinds.Object when !_isRootJson && depth == MaxDepth => _root.Create(shape.Object, pointer, depth),
        JsonKinds.Object => shape.Mentioned.HasFlag(JsonKinds.Object) ? _objects.Create(shape.Object, pointer, depth) : _any.Object(depth),
        _ => BuildNumber(shape, pointer),
    };

    private GrammarNode BuildNumber(SchemaShape shape, string pointer)
    {
        try
        {
            var node = _lexemes.Number(shape.Number, isInteger: !shape.Kinds.HasFlag(JsonKinds.Fraction));
            return node == GrammarNode.None && IsBeyondDigits(shape.Number)
                ? throw new ConstraintException(pointer, shape.Number.Min is { Value.Sign: > 0 } ? "minimum" : "maximum", $"numbers have at most {NumberAutomaton.MaxDigits} digits")
                : node;
        }
        catch (AutomatonException exception)
        {
            throw new ConstraintException(pointer, "multipleOf", exception.Message);
        }
    }

    private static bool IsBeyondDigits(NumberShape shape) =>
        shape.Divisors.IsEmpty && (shape.Min is not { } min || shape.Max is not { } max || min.Value.CompareTo(max.Value) < 0);
}

using Switchyard.Inference.Constraints.Automata;
using Switchyard.Inference.Constraints.Grammars;
using Switchyard.Inference.Constraints.Lexemes;
using Switchyard.Inference.Constraints.Patterns;

namespace Switchyard.Inference.Constraints.Schemas;

/// <summary>Makes grammars of strings.</summary>
internal sealed class StringGrammar(JsonLexemes lexemes)
{
    private readonly Dictionary<string, Dfa?> _patterns = new(StringComparer.Ordinal);

    public GrammarNode Create(StringShape shape)
    {
        if (shape.MaxLength < shape.MinLength)
        {
            return GrammarNode.None;
        }

        return shape.Patterns.IsEmpty ? CreatePlain(shape) : CreatePattern(shape);
    }

    /// <summary>Compiles one pattern to the JSON strings in which it is found.</summary>
    public Dfa? Compile(string pattern, string pointer, string keyword)
    {
        if (!_patterns.TryGetValue(pattern, out var dfa))
        {
            _patterns[pattern] = dfa = Guard(() => PatternCompiler.CompileJsonSearch(pattern, lexemes.Limits), pointer, keyword);
        }

        return dfa;
    }

    private GrammarNode CreatePlain(StringShape shape)
    {
        if (shape.MinLength > lexemes.LargestTextBound)
        {
            return GrammarNode.None;
        }

        // No text becomes as long as the greatest bound, so one beyond it bounds nothing.
        return lexemes.Text(shape.MinLength, shape.MaxLength > lexemes.LargestTextBound ? null : shape.MaxLength);
    }

    private GrammarNode CreatePattern(StringShape shape)
    {
        var key = $"patterns {shape.MinLength} {shape.MaxLength} {string.Join(' ', shape.Patterns.Select(item => JsonText.Quote(item.Pattern)))}";
        return lexemes.Cached(key, () =>
        {
            var first = shape.Patterns[0];
            var dfa = Compile(first.Pattern, first.Pointer, first.Keyword);
            foreach (var (pattern, pointer, keyword) in shape.Patterns.Skip(1))
            {
                var other = Compile(pattern, pointer, keyword);
                dfa = dfa is null || other is null ? null : Guard(() => DfaProduct.Intersect(dfa, other, lexemes.Limits), pointer, keyword);
            }

            return dfa is null ? GrammarNode.None : Bound(dfa, shape);
        });
    }

    private GrammarNode Bound(Dfa dfa, StringShape shape)
    {
        if (shape is { MinLength: 0, MaxLength: null })
        {
            return JsonLexemes.Automaton(dfa);
        }

        var keyword = shape.MaxLength is null ? "minLength" : "maxLength";
        return Guard(() => Bound(BoundedLexeme.Create(dfa, shape.MinLength, shape.MaxLength)), shape.Patterns[0].Pointer, keyword);
    }

    private GrammarNode Bound(BoundedLexeme? lexeme) =>
        lexeme?.ToDfa(lexemes.Limits) is { } table ? JsonLexemes.Automaton(table) : GrammarNode.Of(lexeme);

    private static T Guard<T>(Func<T> make, string pointer, string keyword)
    {
        try
        {
            return make();
        }
        catch (AutomatonException exception)
        {
            throw new ConstraintException(pointer, keyword, exception.Message);
        }
    }
}

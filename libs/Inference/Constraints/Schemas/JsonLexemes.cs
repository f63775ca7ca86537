using System.Text;
using Switchyard.Inference.Constraints.Automata;
using Switchyard.Inference.Constraints.Grammars;
using Switchyard.Inference.Constraints.Lexemes;
using Switchyard.Inference.Constraints.Patterns;
using Switchyard.Inference.Constraints.Vocabularies;

namespace Switchyard.Inference.Constraints.Schemas;

/// <summary>The pieces JSON is written of. Equal pieces are one object, so that what is found out about them is shared.</summary>
internal sealed class JsonLexemes
{
    // Compact, one blank, or a line break with an indent: as models write, but never without end.
    private const string Blank = "(?: |\\n[ \\t]{0,64})?";

    private readonly ConstraintVocabulary _vocabulary;
    private readonly Dictionary<string, GrammarNode> _nodes = new(StringComparer.Ordinal);

    public JsonLexemes(ConstraintVocabulary vocabulary, AutomatonLimits limits)
    {
        _vocabulary = vocabulary;
        Limits = limits;
    }

    public AutomatonLimits Limits { get; }

    public GrammarNode ObjectStart => Pattern("\\{" + Blank);

    public GrammarNode ObjectEnd => Pattern(Blank + "\\}");

    public GrammarNode EmptyObjectEnd => Pattern("\\}");

    public GrammarNode ArrayStart => Pattern("\\[" + Blank);

    public GrammarNode ArrayEnd => Pattern(Blank + "\\]");

    public GrammarNode EmptyArrayEnd => Pattern("\\]");

    public GrammarNode Comma => Pattern("," + Blank);

    public GrammarNode Colon => Pattern(": ?");

    public GrammarNode Boolean => Pattern("true|false");

    public GrammarNode Null => Pattern("null");

    private StringHeads Texts => _vocabulary.Texts ?? throw CannotWriteStrings();

    private StringHeads Keys => _vocabulary.Keys ?? throw CannotWriteStrings();

    /// <summary>Makes a property's key with the colon.</summary>
    public GrammarNode Property(string name) => Cached("property " + name, () => GrammarNode.Sequence(Literals([JsonText.Quote(name)]), Colon));

    /// <summary>Makes a string of a bounded number of code points.</summary>
    public GrammarNode Text(int min, int? max) => Cached($"text {min} {max}", () => GrammarNode.Of(new PlainStringLexeme(Texts, min, max)));

    /// <summary>Gets the greatest bound <see cref="Text"/> takes.</summary>
    public int LargestTextBound => PlainStringLexeme.LargestBound(Texts);

    /// <summary>Makes the key of a property that is none of <paramref name="names"/>.</summary>
    public GrammarNode KeyExcept(IReadOnlyCollection<string> names) =>
        Cached("key " + JsonText.Quote(string.Join('\n', names.Select(JsonText.Quote))), () => GrammarNode.Of(new KeyLexeme(Keys, _vocabulary.Trie, names)));

    /// <summary>Makes one of some fixed texts.</summary>
    public GrammarNode Literals(IReadOnlyCollection<string> texts) => Cached("literals " + string.Join('\0', texts), () => Automaton(CompileLiterals(texts)));

    /// <summary>Makes a number.</summary>
    public GrammarNode Number(NumberShape shape, bool isInteger) =>
        Cached($"number {isInteger} {shape.Min} {shape.Max} {string.Join(' ', shape.Divisors)}", () => Automaton(NumberAutomaton.Compile(shape, isInteger, Limits)));

    /// <summary>Makes what a regular expression matches as a whole.</summary>
    public GrammarNode Pattern(string pattern) => Cached("pattern " + pattern, () => Automaton(PatternCompiler.CompileWhole(pattern, Limits)));

    /// <summary>Makes what <paramref name="make"/> makes, once for a key.</summary>
    public GrammarNode Cached(string key, Func<GrammarNode> make)
    {
        if (!_nodes.TryGetValue(key, out var node))
        {
            _nodes[key] = node = make();
        }

        return node;
    }

    /// <summary>Makes the lexeme of an automaton.</summary>
    public static GrammarNode Automaton(Dfa? dfa) => dfa is null ? GrammarNode.None : GrammarNode.Of(new TableLexeme(dfa));

    private static ConstraintException CannotWriteStrings() => new("#", "json", "the model's vocabulary cannot write strings byte by byte");

    private Dfa? CompileLiterals(IReadOnlyCollection<string> texts)
    {
        var nfa = new Nfa();
        var start = nfa.AddState();
        var end = nfa.AddState();
        foreach (var text in texts)
        {
            var at = start;
            foreach (var value in Encoding.UTF8.GetBytes(text))
            {
                var next = nfa.AddState();
                nfa.AddBytes(at, value, value, next);
                at = next;
            }

            nfa.AddEmpty(at, end);
        }

        return Determinizer.Run(nfa, start, end, Limits);
    }
}

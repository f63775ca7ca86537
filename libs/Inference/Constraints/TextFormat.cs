using System.Text;
using System.Text.Json;
using Switchyard.Inference.Constraints.Automata;
using Switchyard.Inference.Constraints.Grammars;
using Switchyard.Inference.Constraints.Matching;
using Switchyard.Inference.Constraints.Patterns;
using Switchyard.Inference.Constraints.Schemas;

namespace Switchyard.Inference.Constraints;

/// <summary>What a text may be, for <see cref="ConstraintCompiler.Compile(TextFormat)"/>: formats can be joined before they are compiled for a vocabulary.</summary>
/// <remarks>Immutable and safe for concurrent use.</remarks>
public sealed class TextFormat
{
    private readonly Func<JsonLexemes, GrammarNode> _build;

    private TextFormat(string key, Func<JsonLexemes, GrammarNode> build)
    {
        Key = key;
        _build = build;
    }

    /// <summary>Gets OpenAI's JSON mode: any JSON object.</summary>
    public static TextFormat Json { get; } = new("json", static lexemes => new AnyGrammar(lexemes).Object(SchemaCompiler.MaxDepth));

    /// <summary>Gets what two equal formats have in common and no others.</summary>
    internal string Key { get; }

    /// <summary>Gets the format of a JSON schema of draft 2020-12.</summary>
    public static TextFormat JsonSchema(JsonElement schema) =>
        new($"schema {schema.GetRawText()}", lexemes => SchemaCompiler.Compile(schema, lexemes, JsonKinds.All, ObjectSyntax.Json(lexemes)));

    /// <summary>Gets the format of a regular expression of ECMAScript that the whole text must match.</summary>
    public static TextFormat Regex(string pattern)
    {
        ArgumentNullException.ThrowIfNull(pattern);
        return new($"regex {pattern}", lexemes => CompileRegex(pattern, lexemes));
    }

    /// <summary>Gets the format of a choice between texts.</summary>
    public static TextFormat Choice(IReadOnlyCollection<string> choices)
    {
        ArgumentNullException.ThrowIfNull(choices);
        return new($"choice {JsonSerializer.Serialize(choices)}", lexemes =>
            choices.Count > 0 ? lexemes.Literals(choices) : throw new ConstraintException("#", "choice", "there is nothing to choose from"));
    }

    /// <summary>Gets the format of tool calls.</summary>
    /// <param name="tools">The tools that may be called; only the named one, where one is named.</param>
    /// <param name="format">How the model writes calls.</param>
    /// <param name="mode">Whether a tool must be called.</param>
    /// <param name="maxCalls">The most calls; 1 where calls in parallel are not wanted, null for any number.</param>
    /// <exception cref="ConstraintException">There is no tool.</exception>
    public static TextFormat ToolCalls(IReadOnlyList<ToolFunction> tools, ToolCallFormat format, ToolCallMode mode, int? maxCalls)
    {
        var key = GetKey(tools, format, maxCalls);
        return new($"tools {mode} {key}", lexemes =>
        {
            var grammar = new ToolCallGrammar(lexemes, format);
            return mode == ToolCallMode.Auto ? grammar.Auto(tools, maxCalls) : grammar.Required(tools, maxCalls);
        });
    }

    /// <summary>Gets the format of a text that is either tool calls and nothing else, or in this format. Its beginning tells which: <see cref="ToolCallFormat.GetPrefixes"/>.</summary>
    /// <param name="tools">The tools that may be called.</param>
    /// <param name="format">How the model writes calls.</param>
    /// <param name="maxCalls">The most calls; null for any number.</param>
    /// <exception cref="ConstraintException">There is no tool.</exception>
    public TextFormat OrToolCalls(IReadOnlyList<ToolFunction> tools, ToolCallFormat format, int? maxCalls)
    {
        var key = GetKey(tools, format, maxCalls);
        return new($"tools or {key}\n{Key}", lexemes =>
        {
            var output = _build(lexemes);
            if (format.GetPrefixes(tools).FirstOrDefault(prefix => GrammarText.CanBegin(output, Encoding.UTF8.GetBytes(prefix))) is { } prefix)
            {
                throw new ConstraintException("#", "tools", $"a text that begins with '{prefix}' could be a call as well as an output of the format");
            }

            return GrammarNode.Choice(new ToolCallGrammar(lexemes, format).Fixed(tools, maxCalls), output);
        });
    }

    /// <summary>Gets the format of a text in this format that a model may reason before, between <paramref name="open"/> and <paramref name="close"/>.</summary>
    /// <param name="open">What the reasoning begins with. A format whose own texts can begin with it says itself how they reason.</param>
    /// <param name="close">What ends it.</param>
    /// <param name="isInside">Whether the text begins inside the reasoning.</param>
    public TextFormat AfterReasoning(string open, string close, bool isInside) => new($"after {JsonSerializer.Serialize(new[] { open, close })} {isInside} {Key}", lexemes =>
    {
        var text = _build(lexemes);
        if (!isInside && GrammarText.CanBegin(text, Encoding.UTF8.GetBytes(open)))
        {
            return text;
        }

        var reasoned = GrammarNode.Sequence(JsonLexemes.Automaton(MarkedText.Until(close, bare: null, lexemes.Limits)), lexemes.Pattern("\\n{0,2}"), text);
        return isInside ? reasoned : GrammarNode.Choice(text, GrammarNode.Sequence(lexemes.Literals([open]), reasoned));
    });

    internal GrammarNode Build(JsonLexemes lexemes) => _build(lexemes);

    private static string GetKey(IReadOnlyList<ToolFunction> tools, ToolCallFormat format, int? maxCalls)
    {
        ArgumentNullException.ThrowIfNull(tools);
        ArgumentNullException.ThrowIfNull(format);
        ArgumentOutOfRangeException.ThrowIfLessThan(maxCalls ?? 1, 1);
        if (tools.Count == 0)
        {
            throw new ConstraintException("#", "tools", "there is no tool to call");
        }

        var key = new StringBuilder(JsonSerializer.Serialize(format)).Append(maxCalls);
        foreach (var tool in tools)
        {
            key.Append('\n').Append(JsonText.Quote(tool.Name)).Append(tool.Parameters?.GetRawText());
        }

        return key.ToString();
    }

    private static GrammarNode CompileRegex(string pattern, JsonLexemes lexemes)
    {
        try
        {
            var node = JsonLexemes.Automaton(PatternCompiler.CompileWhole(pattern, lexemes.Limits));
            return node != GrammarNode.None ? node : throw new ConstraintException("#", "regex", "no text matches it");
        }
        catch (AutomatonException exception)
        {
            throw new ConstraintException("#", "regex", exception.Message);
        }
    }
}

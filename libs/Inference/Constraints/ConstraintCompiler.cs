using System.Text;
using System.Text.Json;
using Switchyard.Inference.Constraints.Automata;
using Switchyard.Inference.Constraints.Grammars;
using Switchyard.Inference.Constraints.Matching;
using Switchyard.Inference.Constraints.Patterns;
using Switchyard.Inference.Constraints.Schemas;

namespace Switchyard.Inference.Constraints;

/// <summary>Compiles constraints for one model's vocabulary and keeps the last ones used.</summary>
/// <param name="vocabulary">The model's vocabulary.</param>
/// <param name="capacity">The number of constraints kept. Each holds at most some 40 MiB, most hold less than one.</param>
/// <remarks>Safe for concurrent use. Compiling takes milliseconds for ordinary schemas and is given up after about a second's work.</remarks>
public sealed class ConstraintCompiler(ConstraintVocabulary vocabulary, int capacity)
{
    private readonly ConstraintCache _cache = new(capacity);

    /// <summary>Compiles OpenAI's JSON mode: any JSON object.</summary>
    /// <exception cref="ConstraintException">The vocabulary cannot write JSON.</exception>
    public IConstraint CompileJson() => Compile("json", static lexemes => new AnyGrammar(lexemes).Object(SchemaCompiler.MaxDepth));

    /// <summary>Compiles a JSON schema of draft 2020-12.</summary>
    /// <exception cref="ConstraintException">A keyword cannot be honoured; none is ignored but those that ask nothing.</exception>
    public IConstraint CompileJsonSchema(JsonElement schema) => Compile($"schema {schema.GetRawText()}", lexemes => SchemaCompiler.Compile(schema, lexemes, JsonKinds.All));

    /// <summary>Compiles a regular expression of ECMAScript that the whole text must match.</summary>
    /// <exception cref="ConstraintException">The expression is broken, not regular, or too large.</exception>
    public IConstraint CompileRegex(string pattern)
    {
        ArgumentNullException.ThrowIfNull(pattern);
        return _cache.Get($"regex {pattern}", () =>
        {
            try
            {
                var node = JsonLexemes.Automaton(PatternCompiler.CompileWhole(pattern, new AutomatonLimits(vocabulary.Usable)));
                return node != GrammarNode.None ? new GrammarConstraint(vocabulary, node) : throw new ConstraintException("#", "regex", "no text matches it");
            }
            catch (AutomatonException exception)
            {
                throw new ConstraintException("#", "regex", exception.Message);
            }
        });
    }

    /// <summary>Compiles a choice between texts.</summary>
    /// <exception cref="ConstraintException">There is nothing to choose from.</exception>
    public IConstraint CompileChoice(IReadOnlyCollection<string> choices)
    {
        ArgumentNullException.ThrowIfNull(choices);
        return Compile($"choice {JsonSerializer.Serialize(choices)}", lexemes =>
            choices.Count > 0 ? lexemes.Literals(choices) : throw new ConstraintException("#", "choice", "there is nothing to choose from"));
    }

    /// <summary>Compiles tool calls.</summary>
    /// <param name="tools">The tools that may be called; only the named one, where one is named.</param>
    /// <param name="format">How the model writes calls.</param>
    /// <param name="mode">Whether a tool must be called.</param>
    /// <param name="maxCalls">The most calls; 1 where calls in parallel are not wanted, null for any number.</param>
    /// <exception cref="ConstraintException">A tool's parameters cannot be honoured.</exception>
    public IConstraint CompileToolCalls(IReadOnlyList<ToolFunction> tools, ToolCallFormat format, ToolCallMode mode, int? maxCalls)
    {
        ArgumentNullException.ThrowIfNull(tools);
        ArgumentNullException.ThrowIfNull(format);
        ArgumentOutOfRangeException.ThrowIfLessThan(maxCalls ?? 1, 1);
        if (tools.Count == 0)
        {
            throw new ConstraintException("#", "tools", "there is no tool to call");
        }

        var key = new StringBuilder("tools ").Append(JsonSerializer.Serialize(format)).Append(mode).Append(maxCalls);
        foreach (var tool in tools)
        {
            key.Append('\n').Append(JsonText.Quote(tool.Name)).Append(tool.Parameters?.GetRawText());
        }

        return Compile(key.ToString(), lexemes =>
        {
            var grammar = new ToolCallGrammar(lexemes, format);
            return mode == ToolCallMode.Auto ? grammar.Auto(tools, maxCalls) : grammar.Required(tools, maxCalls);
        });
    }

    private IConstraint Compile(string key, Func<JsonLexemes, GrammarNode> compile) => _cache.Get(key, () =>
    {
        try
        {
            var node = compile(new JsonLexemes(vocabulary, new AutomatonLimits(vocabulary.Usable)));
            return node != GrammarNode.None ? new GrammarConstraint(vocabulary, node) : throw new ConstraintException("#", "schema", "nothing can be written that satisfies it");
        }
        catch (AutomatonException exception)
        {
            throw new ConstraintException("#", "schema", exception.Message);
        }
    });
}

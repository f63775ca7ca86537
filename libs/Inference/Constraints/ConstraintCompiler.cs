using System.Text.Json;
using Switchyard.Inference.Constraints.Automata;
using Switchyard.Inference.Constraints.Grammars;
using Switchyard.Inference.Constraints.Matching;
using Switchyard.Inference.Constraints.Schemas;

namespace Switchyard.Inference.Constraints;

/// <summary>Compiles constraints for one model's vocabulary and keeps the last ones used.</summary>
/// <param name="vocabulary">The model's vocabulary.</param>
/// <param name="capacity">The number of constraints kept. Each holds at most some 40 MiB, most hold less than one.</param>
/// <remarks>Safe for concurrent use. Compiling takes milliseconds for ordinary schemas and is given up after about a second's work.</remarks>
public sealed class ConstraintCompiler(ConstraintVocabulary vocabulary, int capacity)
{
    private readonly ConstraintCache _cache = new(capacity);

    /// <summary>Compiles a format.</summary>
    /// <exception cref="ConstraintException">Something in it cannot be honoured; nothing is ignored but keywords that ask nothing.</exception>
    public IConstraint Compile(TextFormat format)
    {
        ArgumentNullException.ThrowIfNull(format);
        return _cache.Get(format.Key, () => CompileNew(format));
    }

    /// <summary>Compiles OpenAI's JSON mode: any JSON object.</summary>
    /// <exception cref="ConstraintException">The vocabulary cannot write JSON.</exception>
    public IConstraint CompileJson() => Compile(TextFormat.Json);

    /// <summary>Compiles a JSON schema of draft 2020-12.</summary>
    /// <exception cref="ConstraintException">A keyword cannot be honoured; none is ignored but those that ask nothing.</exception>
    public IConstraint CompileJsonSchema(JsonElement schema) => Compile(TextFormat.JsonSchema(schema));

    /// <summary>Compiles a regular expression of ECMAScript that the whole text must match.</summary>
    /// <exception cref="ConstraintException">The expression is broken, not regular, or too large.</exception>
    public IConstraint CompileRegex(string pattern) => Compile(TextFormat.Regex(pattern));

    /// <summary>Compiles a choice between texts.</summary>
    /// <exception cref="ConstraintException">There is nothing to choose from.</exception>
    public IConstraint CompileChoice(IReadOnlyCollection<string> choices) => Compile(TextFormat.Choice(choices));

    /// <summary>Compiles tool calls; see <see cref="TextFormat.ToolCalls"/>.</summary>
    /// <exception cref="ConstraintException">A tool's parameters cannot be honoured.</exception>
    public IConstraint CompileToolCalls(IReadOnlyList<ToolFunction> tools, ToolCallFormat format, ToolCallMode mode, int? maxCalls) =>
        Compile(TextFormat.ToolCalls(tools, format, mode, maxCalls));

    private GrammarConstraint CompileNew(TextFormat format)
    {
        try
        {
            var node = format.Build(new JsonLexemes(vocabulary, new AutomatonLimits(vocabulary.Usable)));
            return node != GrammarNode.None ? new GrammarConstraint(vocabulary, node) : throw new ConstraintException("#", "schema", "nothing can be written that satisfies it");
        }
        catch (AutomatonException exception)
        {
            throw new ConstraintException("#", "schema", exception.Message);
        }
    }
}

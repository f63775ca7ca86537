using System.Text.Json;
using Switchyard.Inference.Constraints.Automata;
using Switchyard.Inference.Constraints.Grammars;

namespace Switchyard.Inference.Constraints.Schemas;

/// <summary>Makes grammars of tool calls.</summary>
internal sealed class ToolCallGrammar(JsonLexemes lexemes, ToolCallFormat format)
{
    private static readonly JsonElement s_anyObject = JsonElement.Parse("""{"type":"object"}""");

    /// <summary>Makes the grammar of at least one call.</summary>
    /// <exception cref="ConstraintException">A tool's parameters cannot be honoured; the pointer begins with the tool's name.</exception>
    public GrammarNode Required(IReadOnlyList<ToolFunction> tools, int? maxCalls) =>
        format.OmitsMark ? Calls(tools, maxCalls, isFixed: false) : Marked(Calls(tools, maxCalls, isFixed: false));

    /// <summary>Makes the grammar of at least one call that begins with one of <see cref="ToolCallFormat.GetPrefixes"/>.</summary>
    public GrammarNode Fixed(IReadOnlyList<ToolFunction> tools, int? maxCalls) =>
        format.OmitsMark ? Calls(tools, maxCalls, isFixed: true) : Required(tools, maxCalls);

    /// <summary>Makes the grammar of any text, with calls at its end or without.</summary>
    public GrammarNode Auto(IReadOnlyList<ToolFunction> tools, int? maxCalls)
    {
        var calls = Calls(tools, maxCalls, isFixed: false);
        return GrammarNode.Choice(
            JsonLexemes.Automaton(MarkedText.Without(format.Mark, format.Bare, lexemes.Limits)),
            GrammarNode.Sequence(JsonLexemes.Automaton(MarkedText.Until(format.Mark, format.Bare, lexemes.Limits)), Literal(format.Begin), calls),
            format.Bare is null ? GrammarNode.None : format.OmitsMark ? calls : Marked(calls));
    }

    private GrammarNode Marked(GrammarNode calls) => GrammarNode.Sequence(lexemes.Literals([format.Mark + format.Begin]), calls);

    private GrammarNode Calls(IReadOnlyList<ToolFunction> tools, int? maxCalls, bool isFixed)
    {
        var call = GrammarNode.Choice(tools.Select(tool => Call(tool, isFixed)));
        var next = GrammarNode.Sequence(Literal(format.Separator), call);
        return GrammarNode.Sequence(call, GrammarNode.Repeat(next, 0, maxCalls - 1), Literal(format.End));
    }

    private GrammarNode Call(ToolFunction tool, bool isFixed)
    {
        try
        {
            var syntax = format.Style == ToolCallStyle.Keywords ? ObjectSyntax.Keywords(lexemes) : ObjectSyntax.Json(lexemes);
            var arguments = SchemaCompiler.Compile(tool.Parameters ?? s_anyObject, lexemes, JsonKinds.Object, syntax);
            var isJson = format.Style is ToolCallStyle.Arguments or ToolCallStyle.Parameters;
            var head = isJson && !isFixed ? JsonHead(tool) : lexemes.Literals([format.GetHead(tool)]);
            return GrammarNode.Sequence(head, arguments, isJson ? lexemes.ObjectEnd : GrammarNode.Empty);
        }
        catch (ConstraintException exception)
        {
            throw new ConstraintException($"{tool.Name}{exception.Location}", exception.Keyword, exception.Reason);
        }
    }

    private GrammarNode JsonHead(ToolFunction tool)
    {
        var key = format.Style == ToolCallStyle.Parameters ? "parameters" : "arguments";
        return GrammarNode.Sequence(lexemes.ObjectStart, lexemes.Property("name"), lexemes.Literals([JsonText.Quote(tool.Name)]), lexemes.Comma, lexemes.Property(key));
    }

    // A lexeme is never empty.
    private GrammarNode Literal(string text) => text.Length == 0 ? GrammarNode.Empty : lexemes.Literals([text]);
}

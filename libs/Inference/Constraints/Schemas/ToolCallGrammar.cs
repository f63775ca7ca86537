using System.Text;
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
        GrammarNode.Sequence(lexemes.Literals([format.Begin]), Rest(tools, maxCalls));

    /// <summary>Makes the grammar of any text, with calls at its end or without.</summary>
    public GrammarNode Auto(IReadOnlyList<ToolFunction> tools, int? maxCalls)
    {
        // The mark is recognised by its visible part: the blanks at its end are easily written otherwise.
        var mark = format.Begin.TrimEnd();
        var calls = GrammarNode.Sequence(JsonLexemes.Automaton(TextUntil(mark, isMarked: true)), lexemes.Literals([format.Begin[mark.Length..]]), Rest(tools, maxCalls));
        return GrammarNode.Choice(JsonLexemes.Automaton(TextUntil(mark, isMarked: false)), calls);
    }

    private GrammarNode Rest(IReadOnlyList<ToolFunction> tools, int? maxCalls)
    {
        var call = GrammarNode.Choice(tools.Select(Call));
        var next = GrammarNode.Sequence(lexemes.Literals([format.Separator + format.Begin]), call);
        return GrammarNode.Sequence(call, GrammarNode.Repeat(next, 0, maxCalls - 1));
    }

    private GrammarNode Call(ToolFunction tool)
    {
        try
        {
            var arguments = SchemaCompiler.Compile(tool.Parameters ?? s_anyObject, lexemes, JsonKinds.Object);
            var name = lexemes.Literals([JsonText.Quote(tool.Name)]);
            return GrammarNode.Sequence(
                lexemes.ObjectStart, lexemes.Property("name"), name, lexemes.Comma, lexemes.Property(format.ArgumentsKey), arguments, lexemes.ObjectEnd, lexemes.Literals([format.End]));
        }
        catch (ConstraintException exception)
        {
            throw new ConstraintException($"{tool.Name}{exception.Location}", exception.Keyword, exception.Reason);
        }
    }

    // The automaton that looks for the mark: a state is how much of it has been seen last.
    private Dfa? TextUntil(string mark, bool isMarked)
    {
        var bytes = Encoding.UTF8.GetBytes(mark);
        var classes = new byte[256];
        var alphabet = bytes.Distinct().ToArray();
        for (var value = 0; value < 256; value++)
        {
            var known = Array.IndexOf(alphabet, (byte)value);
            classes[value] = (byte)(known >= 0 ? known + 2 : lexemes.Limits.Usable.Contains((byte)value) ? 1 : 0);
        }

        var builder = new DfaBuilder(classes, alphabet.Length + 2, lexemes.Limits);
        for (var seen = 0; seen <= bytes.Length; seen++)
        {
            builder.AddState(isMarked == (seen == bytes.Length) ? StateFlags.Accepting : StateFlags.None);
        }

        for (var seen = 0; seen < bytes.Length; seen++)
        {
            builder.SetNext(seen, 1, Dfa.Start);
            for (var i = 0; i < alphabet.Length; i++)
            {
                builder.SetNext(seen, i + 2, SeenAfter(bytes, seen, alphabet[i]));
            }
        }

        return builder.Build();
    }

    private static int SeenAfter(byte[] mark, int seen, byte value)
    {
        byte[] text = [.. mark.AsSpan(0, seen), value];
        for (var length = Math.Min(text.Length, mark.Length); length > 0; length--)
        {
            if (text.AsSpan(text.Length - length).SequenceEqual(mark.AsSpan(0, length)))
            {
                return length;
            }
        }

        return 0;
    }
}

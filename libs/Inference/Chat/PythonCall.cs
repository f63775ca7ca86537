using Switchyard.Inference.Templates;
using Switchyard.Inference.Templates.Data;
using Switchyard.Inference.Templates.Runtime;
using Switchyard.Inference.Templates.Syntax;

namespace Switchyard.Inference.Chat;

/// <summary>
/// Reads tool calls that are calls in Python with named arguments, one a line or several in a list, <c>print()</c> around them or not.
/// The template language's expressions are Python's as far as such calls go, so they are read as one and never run as a program. Where all
/// values are JSON they are taken as they are written.
/// </summary>
internal static class PythonCall
{
    private static readonly TemplateLimits s_limits = new() { MaxSteps = 100_000, MaxTextLength = 1_000_000 };

    /// <summary>Reads the calls; nothing when any of it is none.</summary>
    public static IReadOnlyList<ParsedToolCall> Parse(string code) => KeywordCall.Parse(code) is { Count: > 0 } calls ? calls : ParsePython(code);

    private static List<ParsedToolCall> ParsePython(string code) => ParseAll([code]) ?? ParseAll(code.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)) ?? [];

    private static List<ParsedToolCall>? ParseAll(string[] parts)
    {
        try
        {
            return [.. parts.SelectMany(part => ReadCalls(ParseExpression(part)))];
        }
        catch (TemplateException)
        {
            return null;
        }
    }

    private static Expression ParseExpression(string code)
    {
        var reader = new TokenReader(Lexer.Read("{{" + code + "}}"));
        reader.Expect(TokenKind.OutputStart, "{{");
        var expression = new ExpressionParser(reader, new NameBook()).Parse();
        reader.Expect(TokenKind.OutputEnd, "}}");
        reader.Expect(TokenKind.End, string.Empty);
        return expression;
    }

    private static IEnumerable<ParsedToolCall> ReadCalls(Expression expression) => expression switch
    {
        Expression.Sequence list => list.Items.SelectMany(ReadCalls),
        Expression.Call { Target: Expression.Name { Id: "print" }, Arguments: { Positional: [var inner], Named.Count: 0 } } => ReadCalls(inner),
        Expression.Call { Target: Expression.Name { Id: var name }, Arguments: { Positional.Count: 0, IsFixed: true } arguments } => [new ParsedToolCall(name, ReadArguments(arguments))],
        _ => throw TemplateErrors.Runtime("holds something that is no call with named arguments"),
    };

    private static string ReadArguments(ArgumentList arguments)
    {
        var context = new RenderContext(s_limits, TimeProvider.System);
        var values = new ExpressionEvaluator(context).Arguments(arguments, new Scope(null));
        return new PythonJsonWriter(new JsonFormat(null, ", ", ": ", IsAscii: false, SortsKeys: false), context).Write(values.Named);
    }
}

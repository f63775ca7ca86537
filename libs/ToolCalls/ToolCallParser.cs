namespace Switchyard.ToolCalls;

/// <summary>
/// Finds a model's tool calls in text that arrives in pieces of any size. Text goes on as soon as it cannot be the beginning of a call;
/// blanks are held because those beside a call belong to the template. What looks like a call and is none goes on as the text it is.
/// </summary>
public sealed class ToolCallParser
{
    private readonly ToolCallScanner _scanner;
    private readonly IReadOnlyList<string> _prefixes = [];
    private string _undecided = string.Empty;
    private Place _place = Place.Anywhere;

    /// <summary>Makes a parser of calls in <c>&lt;tool_call&gt;</c>.</summary>
    public ToolCallParser()
        : this(ToolCallSyntax.Hermes)
    {
    }

    /// <summary>Makes a parser of calls in the model's own syntax.</summary>
    public ToolCallParser(ToolCallSyntax syntax) => _scanner = syntax switch
    {
        ToolCallSyntax.Llama => new JsonCallScanner("<|python_tag|>", '{', takesNames: false),
        ToolCallSyntax.Mistral or ToolCallSyntax.MistralNamed => new JsonCallScanner("[TOOL_CALLS]", '[', takesNames: true),
        ToolCallSyntax.ToolCode => new TaggedCallScanner("```tool_code", "```", "\"'", PythonCall.Parse),
        ToolCallSyntax.FunctionTag => new TaggedCallScanner("<function=", "</function>", "\"", FunctionTagCall.ParseInside) { Lead = '>', Starts = ["{", "<parameter="] },
        ToolCallSyntax.OpenAI => new MessageScanner(),
        _ => new TaggedCallScanner("<tool_call>", "</tool_call>", "\"", ParseHermes) { Starts = ["{", "[", "<function="] },
    };

    /// <summary>Makes a parser of the calls of certain tools.</summary>
    /// <param name="syntax">How the model writes calls.</param>
    /// <param name="names">The tools' names: a call of another is text, and so are all calls that the model wrote as one list with it.</param>
    /// <param name="prefixes">What calls begin with where the text is either calls and nothing else, or none; empty where calls may be anywhere.</param>
    public ToolCallParser(ToolCallSyntax syntax, IReadOnlySet<string> names, IReadOnlyList<string> prefixes)
        : this(syntax)
    {
        ArgumentNullException.ThrowIfNull(names);
        ArgumentNullException.ThrowIfNull(prefixes);
        _scanner.Names = names;
        _prefixes = prefixes;
        _place = prefixes.Count == 0 ? Place.Anywhere : Place.Start;
    }

    private enum Place
    {
        Start,
        Anywhere,
        Nowhere,
    }

    /// <summary>Gets the number of calls found.</summary>
    public int CallCount => _scanner.CallCount;

    /// <summary>Gets whether the text so far ends inside what looks like a call.</summary>
    public bool IsInCall => _scanner.IsInside;

    /// <summary>Adds text and gets what is certain now.</summary>
    public IEnumerable<ChatDelta> Add(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (_place == Place.Start)
        {
            text = Decide(text);
        }

        return _place == Place.Nowhere ? (text.Length > 0 ? [new ChatDelta(text, null)] : []) : _scanner.Add(text);
    }

    /// <summary>Ends the text and gets what was held back: a call that lacks only its closing tag is one, any other unfinished call is text.</summary>
    public IReadOnlyList<ChatDelta> Finish() => _place == Place.Start && _undecided.Length > 0 ? [new ChatDelta(_undecided, null)] : _scanner.Finish();

    // Qwen3-Coder writes its tags inside of Hermes'.
    private static IReadOnlyList<ParsedToolCall> ParseHermes(string text) => JsonCall.Parse(text) is { Count: > 0 } calls ? calls : FunctionTagCall.Parse(text);

    // Gets the text that can go on once it is clear whether it begins as calls do.
    private string Decide(string text)
    {
        text = _undecided + text;
        if (_prefixes.Any(prefix => text.StartsWith(prefix, StringComparison.Ordinal)))
        {
            _place = Place.Anywhere;
            return text;
        }

        if (_prefixes.Any(prefix => prefix.StartsWith(text, StringComparison.Ordinal)))
        {
            _undecided = text;
            return string.Empty;
        }

        _place = Place.Nowhere;
        return text;
    }
}

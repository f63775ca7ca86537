namespace Switchyard.Inference.Chat;

/// <summary>
/// Finds a model's tool calls in text that arrives in pieces of any size. Text goes on as soon as it cannot be the beginning of a call;
/// blanks are held because those beside a call belong to the template. What looks like a call and is none goes on as the text it is.
/// </summary>
public sealed class ToolCallParser
{
    private readonly ToolCallScanner _scanner;

    /// <summary>Makes a parser of calls in <c>&lt;tool_call&gt;</c>.</summary>
    public ToolCallParser()
        : this(ToolCallSyntax.Hermes)
    {
    }

    /// <summary>Makes a parser of calls in the model's own syntax.</summary>
    public ToolCallParser(ToolCallSyntax syntax) => _scanner = syntax switch
    {
        ToolCallSyntax.Llama => new JsonCallScanner("<|python_tag|>", '{', takesNames: false),
        ToolCallSyntax.Mistral => new JsonCallScanner("[TOOL_CALLS]", '[', takesNames: true),
        ToolCallSyntax.ToolCode => new TaggedCallScanner("```tool_code", "```", "\"'", PythonCall.Parse),
        _ => new TaggedCallScanner("<tool_call>", "</tool_call>", "\"", JsonCall.Parse),
    };

    /// <summary>Gets the number of calls found.</summary>
    public int CallCount => _scanner.CallCount;

    /// <summary>Adds text and gets what is certain now.</summary>
    public IEnumerable<ChatDelta> Add(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return _scanner.Add(text);
    }

    /// <summary>Ends the text and gets what was held back: an unfinished call is text.</summary>
    public ChatDelta? Finish() => _scanner.Finish();
}

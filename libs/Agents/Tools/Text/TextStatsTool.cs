namespace Switchyard.Agents.Tools.Text;

/// <summary>Counts characters, words and lines.</summary>
public sealed class TextStatsTool : ITool
{
    /// <inheritdoc/>
    public ToolDefinition Definition { get; } = new()
    {
        Name = "text_stats",
        Description = "Count characters, words and lines.",
        Category = ToolCategories.Text,
        WhenToUse = "Use it for the length of a text or the number of its words, characters or lines.",
        Parameters = [new("text", ToolParameterKind.Text, "The text to count.") { MaxLength = 100_000 }],
        Tags = ["count", "words", "characters", "letters", "lines", "length", "long", "text"],
        Examples = ["How many words are in \"a b c\"?", "How long is the text \"abc\"?", "Count the words in \"a b\""],
    };

    /// <inheritdoc/>
    public ValueTask<ToolResult> InvokeAsync(ToolArguments arguments, ToolContext context, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(arguments);
        var text = arguments.GetText("text");
        var characters = text.EnumerateRunes().Count();
        var words = text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Length;
        var lines = text.Length == 0 ? 0 : text.ReplaceLineEndings("\n").TrimEnd('\n').Count(c => c == '\n') + 1;
        return new(ToolResult.Success($"characters: {characters}, words: {words}, lines: {lines}"));
    }
}

namespace Switchyard.Agents.Tools.Outputs;

/// <summary>Reads on in an output that was too long to be shown whole.</summary>
/// <remarks>An agent is shown it once an output was cut. What is kept of outputs is the run's, so there is nothing to read outside of one.</remarks>
public sealed class ReadOutputTool : ITool
{
    /// <summary>The tool's name, which a cut output mentions.</summary>
    public const string Name = "read_output";

    private const int DefaultLength = 1_000;
    private const int MaxLength = 20_000;

    /// <inheritdoc/>
    public ToolDefinition Definition { get; } = new()
    {
        Name = Name,
        Description = "Read on in a tool output that was cut.",
        Category = ToolCategories.System,
        WhenToUse = "Use it when an output ended with '(cut: …)' and what follows is needed.",
        Parameters =
        [
            new("handle", ToolParameterKind.Text, "The handle that the cut output names.") { MaxLength = 32 },
            new("from", ToolParameterKind.WholeNumber, "How many characters to skip; 0 when absent.") { Required = false },
            new("length", ToolParameterKind.WholeNumber, $"How many characters to read, at most {MaxLength}; {DefaultLength} when absent.") { Required = false },
        ],
        Tags = ["output", "rest", "cut", "truncated", "continue", "handle"],
        Examples = ["Read the rest of the output 3fa9c1d2.", "Continue reading the cut output 3fa9c1d2 from 8000."],
    };

    /// <inheritdoc/>
    public async ValueTask<ToolResult> InvokeAsync(ToolArguments arguments, ToolContext context, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(arguments);
        ArgumentNullException.ThrowIfNull(context);
        var handle = arguments.GetText("handle").Trim();
        if (context.Outputs is not { } outputs || await outputs.FindAsync(handle, cancellationToken).ConfigureAwait(false) is not { } text)
        {
            return ToolResult.Failure("there is no output with this handle here; call the tool that gave it again");
        }

        var (from, length) = (arguments.GetInteger("from"), arguments.GetInteger("length", DefaultLength));
        if (from < 0 || from >= text.Length || length is < 1 or > MaxLength)
        {
            return ToolResult.Failure($"from must be 0 to {text.Length - 1} and length 1 to {MaxLength}");
        }

        return ToolResult.Success(Cut(text, (int)from, (int)Math.Min(length, text.Length - from)));
    }

    // Where it stands comes first: an agent's own limit may cut the end off.
    private static string Cut(string text, int from, int length)
    {
        var start = from > 0 && char.IsLowSurrogate(text[from]) ? from - 1 : from;
        var end = from + length < text.Length && char.IsLowSurrogate(text[from + length]) ? from + length + 1 : from + length;
        return $"(characters {start} to {end} of {text.Length})\n{text[start..end]}";
    }
}

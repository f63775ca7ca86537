namespace Switchyard.Agents.Tools.Files;

/// <summary>Reads one of the user's text files.</summary>
/// <param name="files">The users' files.</param>
public sealed class ReadFileTool(UserFiles files) : ITool
{
    /// <inheritdoc/>
    public ToolDefinition Definition { get; } = new()
    {
        Name = "read_file",
        Description = "Read a text file.",
        Category = ToolCategories.Files,
        WhenToUse = "Use it to see what a file contains.",
        Parameters = [new("path", ToolParameterKind.Text, "The file's path in the user's folder.") { MaxLength = 500 }],
        Tags = ["file", "read", "open", "show", "contents", "txt", "md", "json", "yaml", "log", "csv"],
        Examples = ["Read notes.txt", "What does data/report.yaml contain?", "Show me the file a.json", "Copy the first sentence of a.log to b.txt."],
    };

    /// <inheritdoc/>
    public async ValueTask<ToolResult> InvokeAsync(ToolArguments arguments, ToolContext context, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(arguments);
        ArgumentNullException.ThrowIfNull(context);
        return await files.ReadAsync(context.User, arguments.GetText("path"), cancellationToken).ConfigureAwait(false);
    }
}

namespace Switchyard.Agents.Tools.Files;

/// <summary>Finds lines in the user's files.</summary>
/// <param name="files">The users' files.</param>
public sealed class SearchFilesTool(UserFiles files) : ITool
{
    /// <inheritdoc/>
    public ToolDefinition Definition { get; } = new()
    {
        Name = "search_files",
        Description = "Find the lines of files that contain a text.",
        Category = ToolCategories.Files,
        WhenToUse = "Use it to see in which files, and where, a word stands.",
        Parameters =
        [
            new("text", ToolParameterKind.Text, "The text to find, in upper or lower case.") { MaxLength = 500 },
            new("path", ToolParameterKind.Text, "A file or folder in the user's folder; all of it when absent.") { Required = false, MaxLength = 500 },
        ],
        Tags = ["grep", "search", "find", "contain", "lines"],
        Examples = ["Which files mention Berlin?", "Search all files for \"invoice\"", "Grep the folder docs for error"],
        Timeout = TimeSpan.FromSeconds(20),
        MaxConcurrency = 4,
    };

    /// <inheritdoc/>
    public ValueTask<ToolResult> InvokeAsync(ToolArguments arguments, ToolContext context, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(arguments);
        ArgumentNullException.ThrowIfNull(context);
        var text = arguments.GetText("text");
        return new(text.Length == 0 ? ToolResult.Failure("the text is empty") : files.Find(context.User, arguments.GetText("path", "."), text, context.Progress, cancellationToken));
    }
}

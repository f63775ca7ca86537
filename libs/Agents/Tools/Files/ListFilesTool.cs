namespace Switchyard.Agents.Tools.Files;

/// <summary>Lists a folder of the user's files.</summary>
/// <param name="files">The users' files.</param>
public sealed class ListFilesTool(UserFiles files) : ITool
{
    /// <inheritdoc/>
    public ToolDefinition Definition { get; } = new()
    {
        Name = "list_files",
        Description = "List the files in a folder.",
        Category = ToolCategories.Files,
        WhenToUse = "Use it to see which files there are.",
        Parameters = [new("path", ToolParameterKind.Text, "The folder in the user's folder; the top when absent.") { Required = false, MaxLength = 500 }],
        Tags = ["files", "folder", "directory", "list", "ls"],
        Examples = ["What files are here?", "List the files in data", "What files are in data?"],
    };

    /// <inheritdoc/>
    public ValueTask<ToolResult> InvokeAsync(ToolArguments arguments, ToolContext context, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(arguments);
        ArgumentNullException.ThrowIfNull(context);
        return new(files.List(context.User, arguments.GetText("path", ".")));
    }
}

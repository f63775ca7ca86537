namespace Switchyard.Agents.Tools.Files;

/// <summary>Says how large a file is and when it was changed.</summary>
/// <param name="files">The users' files.</param>
public sealed class FileInfoTool(UserFiles files) : ITool
{
    /// <inheritdoc/>
    public ToolDefinition Definition { get; } = new()
    {
        Name = "file_info",
        Description = "Tell the size and the last change of a file.",
        Category = ToolCategories.Files,
        WhenToUse = "Use it for how large or how old a file is, or whether there is one.",
        Parameters = [new("path", ToolParameterKind.Text, "The path in the user's folder.") { MaxLength = 500 }],
        Tags = ["size", "bytes", "modified", "exists", "large", "stat"],
        Examples = ["How large is report.csv?", "When was notes.txt last changed?", "Does a.json exist?"],
    };

    /// <inheritdoc/>
    public ValueTask<ToolResult> InvokeAsync(ToolArguments arguments, ToolContext context, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(arguments);
        ArgumentNullException.ThrowIfNull(context);
        return new(files.Describe(context.User, arguments.GetText("path")));
    }
}

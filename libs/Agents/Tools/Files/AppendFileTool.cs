using Switchyard.Agents.Graphs.Effects;

namespace Switchyard.Agents.Tools.Files;

/// <summary>Adds to one of the user's text files. A repeated call would add twice, so nobody repeats it blindly.</summary>
/// <param name="files">The users' files.</param>
public sealed class AppendFileTool(UserFiles files) : ITool
{
    /// <inheritdoc/>
    public ToolDefinition Definition { get; } = new()
    {
        Name = "append_file",
        Description = "Add text to the end of a file.",
        Category = ToolCategories.Files,
        Effect = EffectClass.Unsafe,
        WhenToUse = "Use it to add a line or entry and keep what the file holds.",
        Parameters =
        [
            new("path", ToolParameterKind.Text, "The file's path in the user's folder; it is made where there is none.") { MaxLength = 500 },
            new("content", ToolParameterKind.Text, "The text to add, with its line end.") { MaxLength = 1_000_000 },
        ],
        Tags = ["append", "add", "end", "line", "entry"],
        Examples = ["Append \"milk\" to shopping.txt", "Add a line to the end of log.md"],
    };

    /// <inheritdoc/>
    public async ValueTask<ToolResult> InvokeAsync(ToolArguments arguments, ToolContext context, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(arguments);
        ArgumentNullException.ThrowIfNull(context);
        return await files.AppendAsync(context.User, arguments.GetText("path"), arguments.GetText("content"), cancellationToken).ConfigureAwait(false);
    }
}

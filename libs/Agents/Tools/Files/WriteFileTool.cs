using Switchyard.Agents.Graphs.Effects;

namespace Switchyard.Agents.Tools.Files;

/// <summary>Writes one of the user's text files.</summary>
/// <param name="files">The users' files.</param>
public sealed class WriteFileTool(UserFiles files) : ITool
{
    /// <inheritdoc/>
    public ToolDefinition Definition { get; } = new()
    {
        Name = "write_file",
        Description = "Write text to a file.",
        Category = ToolCategories.Files,
        Effect = EffectClass.Idempotent,
        WhenToUse = "Use it to save or put text into a file.",
        Parameters =
        [
            new("path", ToolParameterKind.Text, "The file's path in the user's folder.") { MaxLength = 500 },
            new("content", ToolParameterKind.Text, "The whole text of the file.") { MaxLength = 1_000_000 },
        ],
        Tags = ["file", "write", "save", "create", "put", "txt", "md", "json", "yaml", "log", "csv", "copy"],
        Examples = ["Save \"abc\" in notes.txt.", "Put \"abc\" into stump.yaml", "Write abc to a.md", "Copy the first sentence of a.log to b.txt."],
    };

    /// <inheritdoc/>
    public async ValueTask<ToolResult> InvokeAsync(ToolArguments arguments, ToolContext context, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(arguments);
        ArgumentNullException.ThrowIfNull(context);
        return await files.WriteAsync(context.User, arguments.GetText("path"), arguments.GetText("content"), cancellationToken).ConfigureAwait(false);
    }
}

using Switchyard.Agents.Graphs.Effects;

namespace Switchyard.Agents.Tools.Files;

/// <summary>Copies one of the user's files.</summary>
/// <param name="files">The users' files.</param>
public sealed class CopyFileTool(UserFiles files) : ITool
{
    /// <inheritdoc/>
    public ToolDefinition Definition { get; } = new()
    {
        Name = "copy_file",
        Description = "Copy a file.",
        Category = ToolCategories.Files,
        Effect = EffectClass.Idempotent,
        WhenToUse = "Use it for a second copy of a whole file; what is at the target is replaced.",
        Parameters =
        [
            new("from", ToolParameterKind.Text, "The file's path in the user's folder.") { MaxLength = 500 },
            new("to", ToolParameterKind.Text, "The path of the copy.") { MaxLength = 500 },
        ],
        Tags = ["copy", "duplicate", "backup", "cp"],
        Examples = ["Copy report.md to backup/report.md", "Make a backup of notes.txt"],
    };

    /// <inheritdoc/>
    public async ValueTask<ToolResult> InvokeAsync(ToolArguments arguments, ToolContext context, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(arguments);
        ArgumentNullException.ThrowIfNull(context);
        return await files.CopyAsync(context.User, arguments.GetText("from"), arguments.GetText("to"), cancellationToken).ConfigureAwait(false);
    }
}

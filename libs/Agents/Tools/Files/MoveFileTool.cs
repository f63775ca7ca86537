using Switchyard.Agents.Graphs.Effects;

namespace Switchyard.Agents.Tools.Files;

/// <summary>Moves or renames one of the user's files. A repeated call could take a file that has come to the old name since.</summary>
/// <param name="files">The users' files.</param>
public sealed class MoveFileTool(UserFiles files) : ITool
{
    /// <inheritdoc/>
    public ToolDefinition Definition { get; } = new()
    {
        Name = "move_file",
        Description = "Move or rename a file.",
        Category = ToolCategories.Files,
        Effect = EffectClass.Unsafe,
        WhenToUse = "Use it to give a file another name or folder; nothing is replaced.",
        Parameters =
        [
            new("from", ToolParameterKind.Text, "The file's path in the user's folder.") { MaxLength = 500 },
            new("to", ToolParameterKind.Text, "The new path.") { MaxLength = 500 },
        ],
        Tags = ["move", "rename", "mv"],
        Examples = ["Rename draft.md to final.md", "Move a.log into archive/a.log"],
    };

    /// <inheritdoc/>
    public async ValueTask<ToolResult> InvokeAsync(ToolArguments arguments, ToolContext context, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(arguments);
        ArgumentNullException.ThrowIfNull(context);
        return await files.MoveAsync(context.User, arguments.GetText("from"), arguments.GetText("to"), cancellationToken).ConfigureAwait(false);
    }
}

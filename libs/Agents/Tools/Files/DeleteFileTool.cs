using Switchyard.Agents.Graphs.Effects;

namespace Switchyard.Agents.Tools.Files;

/// <summary>Deletes one of the user's files. A repeated call could take a file that has come to the name since.</summary>
/// <param name="files">The users' files.</param>
public sealed class DeleteFileTool(UserFiles files) : ITool
{
    /// <inheritdoc/>
    public ToolDefinition Definition { get; } = new()
    {
        Name = "delete_file",
        Description = "Delete a file or an empty folder.",
        Category = ToolCategories.Files,
        Effect = EffectClass.Unsafe,
        WhenToUse = "Use it only when the user wants a file gone; it does not come back.",
        Parameters = [new("path", ToolParameterKind.Text, "The path in the user's folder.") { MaxLength = 500 }],
        Tags = ["delete", "remove", "rm", "erase"],
        Examples = ["Delete old.log", "Remove the file draft.md"],
    };

    /// <inheritdoc/>
    public async ValueTask<ToolResult> InvokeAsync(ToolArguments arguments, ToolContext context, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(arguments);
        ArgumentNullException.ThrowIfNull(context);
        return await files.DeleteAsync(context.User, arguments.GetText("path"), cancellationToken).ConfigureAwait(false);
    }
}

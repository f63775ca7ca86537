using Switchyard.Agents.Tools.Files;

namespace Switchyard.Agents.Tools.Csv;

/// <summary>A tool that reads one of the user's CSV files and says something about it.</summary>
/// <param name="files">The users' files.</param>
public abstract class CsvTool(UserFiles files) : ITool
{
    /// <inheritdoc/>
    public abstract ToolDefinition Definition { get; }

    private protected static ToolParameter PathParameter => new("path", ToolParameterKind.Text, "The CSV file's path in the user's folder; its first row names the columns.") { MaxLength = 500 };

    /// <inheritdoc/>
    public async ValueTask<ToolResult> InvokeAsync(ToolArguments arguments, ToolContext context, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(arguments);
        ArgumentNullException.ThrowIfNull(context);
        var text = await files.ReadAsync(context.User, arguments.GetText("path"), cancellationToken).ConfigureAwait(false);
        if (!text.IsSuccess)
        {
            return text;
        }

        return CsvTable.Read(text.Output, out var error) is { } table ? Answer(table, arguments) : ToolResult.Failure(error!);
    }

    private protected abstract ToolResult Answer(CsvTable table, ToolArguments arguments);
}

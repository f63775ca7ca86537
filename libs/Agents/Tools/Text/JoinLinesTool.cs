namespace Switchyard.Agents.Tools.Text;

/// <summary>Puts lines into one.</summary>
public sealed class JoinLinesTool : ComputedTool
{
    /// <inheritdoc/>
    public override ToolDefinition Definition { get; } = new()
    {
        Name = "join_lines",
        Description = "Join the lines of a text with a separator.",
        Category = ToolCategories.Text,
        WhenToUse = "Use it to make one line of many; empty lines are left out.",
        Parameters =
        [
            new("text", ToolParameterKind.Text, "The lines.") { MaxLength = TextLimits.MaxLength },
            new("separator", ToolParameterKind.Text, "What to put between them; a comma and a space when absent.") { Required = false, MaxLength = 10 },
        ],
        Tags = ["join", "combine", "concatenate", "merge", "separator"],
        Examples = ["Join these lines with a semicolon", "Combine the lines into one"],
    };

    /// <inheritdoc/>
    protected override ToolResult Compute(ToolArguments arguments)
    {
        ArgumentNullException.ThrowIfNull(arguments);
        var lines = arguments.GetText("text").ReplaceLineEndings("\n").Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        return ToolResult.Success(string.Join(arguments.GetText("separator", ", "), lines));
    }
}

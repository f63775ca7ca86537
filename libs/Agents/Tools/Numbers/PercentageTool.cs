namespace Switchyard.Agents.Tools.Numbers;

/// <summary>Answers the three questions people ask in percent.</summary>
public sealed class PercentageTool : ComputedTool
{
    /// <inheritdoc/>
    public override ToolDefinition Definition { get; } = new()
    {
        Name = "percentage",
        Description = "Work out percentages: a part, a share or a change.",
        Category = ToolCategories.Math,
        WhenToUse = "Use it for x percent of y, what percent x is of y, or the change from x to y in percent.",
        Parameters =
        [
            new("kind", ToolParameterKind.Text, "of: x percent of y; share: what percent x is of y; change: from x to y in percent.") { AllowedValues = ["of", "share", "change"], MaxLength = 10 },
            new("x", ToolParameterKind.Number, "The first number."),
            new("y", ToolParameterKind.Number, "The second number."),
        ],
        Tags = ["percent", "percentage", "share", "discount", "increase", "decrease", "growth"],
        Examples = ["What is 15 percent of 80?", "By what percent did sales grow from 40 to 50?", "What share is 12 of 48?"],
        Timeout = TimeSpan.FromSeconds(2),
    };

    /// <inheritdoc/>
    protected override ToolResult Compute(ToolArguments arguments)
    {
        ArgumentNullException.ThrowIfNull(arguments);
        var (kind, x, y) = (arguments.GetText("kind").ToLowerInvariant(), arguments.GetNumber("x"), arguments.GetNumber("y"));
        return kind switch
        {
            "of" => NumberText.ToResult(x / 100 * y),
            "share" when y == 0 => ToolResult.Failure("nothing is a share of 0"),
            "share" => NumberText.ToResult(x / y * 100),
            _ when x == 0 => ToolResult.Failure("a change from 0 has no percentage"),
            _ => NumberText.ToResult((y - x) / Math.Abs(x) * 100),
        };
    }
}

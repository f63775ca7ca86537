namespace Switchyard.Agents.Tools.Numbers;

/// <summary>Says what a list of numbers is like.</summary>
public sealed class NumberStatisticsTool : ComputedTool
{
    /// <inheritdoc/>
    public override ToolDefinition Definition { get; } = new()
    {
        Name = "number_statistics",
        Description = "Mean, median, sum, range and standard deviation of numbers.",
        Category = ToolCategories.Math,
        WhenToUse = "Use it for the average, median or spread of a list.",
        Parameters = [new("numbers", ToolParameterKind.Text, "The numbers, separated by commas or spaces.") { MaxLength = 100_000 }],
        Tags = ["mean", "median", "average", "deviation", "variance", "statistics", "minimum", "maximum", "list"],
        Examples = ["Median of 3, 9, 4 and 7", "What is the average of 1, 2 and 6?", "Standard deviation of 2 4 4 5"],
        Timeout = TimeSpan.FromSeconds(2),
    };

    /// <inheritdoc/>
    protected override ToolResult Compute(ToolArguments arguments)
    {
        ArgumentNullException.ThrowIfNull(arguments);
        if (NumberText.ReadList(arguments.GetText("numbers"), out var wrong) is not { } numbers)
        {
            return ToolResult.Failure($"'{wrong}' is not a number");
        }

        if (numbers.Count == 0)
        {
            return ToolResult.Failure("there are no numbers");
        }

        var statistics = NumberStatistics.Of(numbers);
        return statistics.IsFinite ? ToolResult.Success(statistics.ToString()) : ToolResult.Failure("the numbers are too large");
    }
}

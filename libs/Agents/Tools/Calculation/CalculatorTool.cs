namespace Switchyard.Agents.Tools.Calculation;

/// <summary>Evaluates an arithmetic expression.</summary>
public sealed class CalculatorTool : ITool
{
    /// <inheritdoc/>
    public ToolDefinition Definition { get; } = new()
    {
        Name = "calculator",
        Description = "Evaluate an arithmetic expression.",
        Category = ToolCategories.Math,
        WhenToUse = "Use it for every calculation with numbers.",
        Parameters = [new("expression", ToolParameterKind.Text, "For example 15*23 or sqrt(2)/3.") { MaxLength = Calculator.MaxLength }],
        Tags = ["math", "calculate", "compute", "sum", "add", "plus", "minus", "times", "multiply", "multiplied", "divide", "divided", "product", "percent", "sqrt", "power", "average"],
        Examples = ["What is 15*23?", "How much is 4/11-10?", "Calculate 6 - 910", "12 + 7 = ?", "Can you work out 3 times 4?"],
        Timeout = TimeSpan.FromSeconds(2),
    };

    /// <inheritdoc/>
    public ValueTask<ToolResult> InvokeAsync(ToolArguments arguments, ToolContext context, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(arguments);
        return new(Calculator.Evaluate(arguments.GetText("expression")));
    }
}

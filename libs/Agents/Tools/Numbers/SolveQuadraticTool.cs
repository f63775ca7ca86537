namespace Switchyard.Agents.Tools.Numbers;

/// <summary>Solves a x² + b x + c = 0.</summary>
public sealed class SolveQuadraticTool : ComputedTool
{
    /// <inheritdoc/>
    public override ToolDefinition Definition { get; } = new()
    {
        Name = "solve_quadratic",
        Description = "Roots of the equation a x^2 + b x + c = 0.",
        Category = ToolCategories.Math,
        WhenToUse = "Use it to solve an equation with x squared, or one with x alone.",
        Parameters =
        [
            new("a", ToolParameterKind.Number, "What x squared is multiplied by."),
            new("b", ToolParameterKind.Number, "What x is multiplied by."),
            new("c", ToolParameterKind.Number, "The rest."),
        ],
        Tags = ["equation", "solve", "roots", "quadratic", "polynomial", "squared"],
        Examples = ["Solve x^2 - 5x + 6 = 0", "Roots of the quadratic 2x^2 + 3x - 2"],
        Timeout = TimeSpan.FromSeconds(2),
    };

    /// <inheritdoc/>
    protected override ToolResult Compute(ToolArguments arguments)
    {
        ArgumentNullException.ThrowIfNull(arguments);
        var (a, b, c) = (arguments.GetNumber("a"), arguments.GetNumber("b"), arguments.GetNumber("c"));
        if (a == 0)
        {
            return SolveLinear(b, c);
        }

        var discriminant = (b * b) - (4 * a * c);
        if (!double.IsFinite(discriminant) || !double.IsFinite(b / a) || !double.IsFinite(c / a))
        {
            return ToolResult.Failure("the numbers are too large");
        }

        return discriminant < 0 ? SolveComplex(a, b, discriminant) : SolveReal(a, b, c, discriminant);
    }

    private static ToolResult SolveLinear(double b, double c) =>
        b != 0 ? double.IsFinite(c / b) ? ToolResult.Success($"x = {NumberText.Write(-c / b)}") : ToolResult.Failure("the numbers are too large")
        : ToolResult.Success(c == 0 ? "every x is a solution" : "there is no solution");

    // The larger root first and the other one from it: subtracting nearly equal numbers would lose the digits.
    private static ToolResult SolveReal(double a, double b, double c, double discriminant)
    {
        var q = -0.5 * (b + (Math.CopySign(1, b) * Math.Sqrt(discriminant)));
        double[] roots = q == 0 ? [0] : [q / a, c / q];
        return ToolResult.Success(string.Join(", ", roots.Distinct().Order().Select(root => $"x = {NumberText.Write(root)}")));
    }

    private static ToolResult SolveComplex(double a, double b, double discriminant)
    {
        var (real, imaginary) = (NumberText.Write(-b / (2 * a)), NumberText.Write(Math.Abs(Math.Sqrt(-discriminant) / (2 * a))));
        return ToolResult.Success($"x = {real} + {imaginary}i, x = {real} - {imaginary}i");
    }
}

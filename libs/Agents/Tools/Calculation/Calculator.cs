namespace Switchyard.Agents.Tools.Calculation;

/// <summary>Evaluates arithmetic in bounded time and memory, whatever the text.</summary>
internal static class Calculator
{
    public const int MaxLength = 500;

    // The model reads one token a digit, so longer results help nobody.
    private const int MaxResultLength = 320;

    public static ToolResult Evaluate(string expression)
    {
        if (expression.Length > MaxLength)
        {
            return ToolResult.Failure($"the expression is longer than {MaxLength} characters");
        }

        try
        {
            // "6*7 =" is how people end a sum.
            var tokens = ExpressionLexer.Read(expression.TrimEnd().TrimEnd('='));
            var result = RationalFormatter.Format(new ExpressionParser(tokens).ParseAll());
            return result.Length <= MaxResultLength ? ToolResult.Success(result) : ToolResult.Failure("the number is too large");
        }
        catch (CalculationException exception)
        {
            return ToolResult.Failure(exception.Message);
        }
    }
}

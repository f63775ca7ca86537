using System.Globalization;

namespace Switchyard.Agents.Tools.Numbers;

/// <summary>Takes a whole number apart into primes, by division: the largest allowed takes ten million of them.</summary>
public sealed class PrimeFactorsTool : ComputedTool
{
    private const long MaxNumber = 100_000_000_000_000;

    /// <inheritdoc/>
    public override ToolDefinition Definition { get; } = new()
    {
        Name = "prime_factors",
        Description = "Prime factors of a whole number.",
        Category = ToolCategories.Math,
        WhenToUse = "Use it for factors, divisibility, or whether a number is prime.",
        Parameters = [new("number", ToolParameterKind.WholeNumber, "The number, 2 to 100,000,000,000,000.")],
        Tags = ["prime", "primes", "factor", "factors", "factorize", "divisible"],
        Examples = ["Is 7919 a prime?", "Factorize 360", "Which primes divide 1001?"],
        Timeout = TimeSpan.FromSeconds(2),
    };

    /// <inheritdoc/>
    protected override ToolResult Compute(ToolArguments arguments)
    {
        ArgumentNullException.ThrowIfNull(arguments);
        var number = arguments.GetInteger("number");
        if (number is < 2 or > MaxNumber)
        {
            return ToolResult.Failure($"the number must be 2 to {MaxNumber}");
        }

        var factors = Factor(number);
        return ToolResult.Success(factors.Count == 1 && factors[0] == number
            ? $"{number} is prime"
            : $"{number} = {string.Join(" * ", factors.CountBy(factor => factor).Select(pair => pair.Value == 1 ? pair.Key.ToString(CultureInfo.InvariantCulture) : $"{pair.Key}^{pair.Value}"))}");
    }

    private static List<long> Factor(long number)
    {
        var factors = new List<long>();
        for (var divisor = 2L; divisor * divisor <= number; divisor += divisor == 2 ? 1 : 2)
        {
            while (number % divisor == 0)
            {
                factors.Add(divisor);
                number /= divisor;
            }
        }

        if (number > 1)
        {
            factors.Add(number);
        }

        return factors;
    }
}

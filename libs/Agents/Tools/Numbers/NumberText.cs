using System.Globalization;
using Switchyard.Agents.Tools.Calculation;

namespace Switchyard.Agents.Tools.Numbers;

/// <summary>Reads and writes numbers the way the tools do everywhere.</summary>
internal static class NumberText
{
    private const int MaxPlaces = 4;

    private static readonly char[] s_separators = [',', ';', ' ', '\t', '\r', '\n', '[', ']'];

    /// <summary>Writes at most four decimal places. Rounded to 12 significant digits first, so that 100 C is 212 F and not 211.99999999999997.</summary>
    public static string Write(double value) => RationalFormatter.Format(Rational.Parse(value.ToString("G12", CultureInfo.InvariantCulture)), MaxPlaces);

    /// <summary>Writes a number that may have become too large to be one.</summary>
    public static ToolResult ToResult(double value) => double.IsFinite(value) ? ToolResult.Success(Write(value)) : ToolResult.Failure("the number is too large");

    /// <summary>Reads numbers between commas, semicolons, spaces or line ends; null, and the piece that is no number, where one is none.</summary>
    public static List<double>? ReadList(string text, out string? wrong)
    {
        var numbers = new List<double>();
        wrong = null;
        foreach (var piece in text.Split(s_separators, StringSplitOptions.RemoveEmptyEntries))
        {
            if (!double.TryParse(piece, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) || !double.IsFinite(number))
            {
                wrong = piece.Length <= 20 ? piece : piece[..20] + "…";
                return null;
            }

            numbers.Add(number);
        }

        return numbers;
    }
}

using System.Numerics;
using System.Text;

namespace Switchyard.Agents.Tools.Numbers;

/// <summary>Writes a whole number in another base.</summary>
public sealed class ConvertBaseTool : ComputedTool
{
    private const string Digits = "0123456789abcdefghijklmnopqrstuvwxyz";

    /// <inheritdoc/>
    public override ToolDefinition Definition { get; } = new()
    {
        Name = "convert_base",
        Description = "Write a whole number in another base.",
        Category = ToolCategories.Math,
        WhenToUse = "Use it for binary, octal, decimal, hexadecimal or any base up to 36.",
        Parameters =
        [
            new("number", ToolParameterKind.Text, "The number; 0x, 0b and 0o may stand before it.") { MaxLength = 500 },
            new("from", ToolParameterKind.WholeNumber, "Its base, 2 to 36; 10 when absent.") { Required = false },
            new("to", ToolParameterKind.WholeNumber, "The base wanted, 2 to 36."),
        ],
        Tags = ["base", "binary", "hexadecimal", "hex", "octal", "radix", "bits"],
        Examples = ["What is 255 in binary?", "Write the hexadecimal number ff in decimal", "Binary 1011 as octal"],
        Timeout = TimeSpan.FromSeconds(2),
    };

    /// <inheritdoc/>
    protected override ToolResult Compute(ToolArguments arguments)
    {
        ArgumentNullException.ThrowIfNull(arguments);
        var (from, to) = (arguments.GetInteger("from", 10), arguments.GetInteger("to"));
        var text = arguments.GetText("number").Trim().ToLowerInvariant().Replace("_", string.Empty, StringComparison.Ordinal);
        var isNegative = text.StartsWith('-');
        var digits = ReadPrefix(isNegative ? text[1..] : text, ref from);
        if (from is < 2 or > 36 || to is < 2 or > 36)
        {
            return ToolResult.Failure("a base is 2 to 36");
        }

        return Read(digits, (int)from) is { } value
            ? ToolResult.Success((isNegative && !value.IsZero ? "-" : string.Empty) + Write(value, (int)to))
            : ToolResult.Failure($"this is not a whole number in base {from}");
    }

    // Where the prefix could be digits, as 0b1 in base 16, the base given says what it is.
    private static string ReadPrefix(string text, ref long from)
    {
        var prefixed = text.Length < 3 || text[0] != '0' ? 0 : text[1] switch { 'x' => 16, 'b' => 2, 'o' => 8, _ => 0 };
        if (prefixed == 0 || (from != 10 && from != prefixed))
        {
            return text;
        }

        from = prefixed;
        return text[2..];
    }

    private static BigInteger? Read(string text, int radix)
    {
        var value = BigInteger.Zero;
        foreach (var character in text)
        {
            var digit = Digits.IndexOf(character, StringComparison.Ordinal);
            if (digit < 0 || digit >= radix)
            {
                return null;
            }

            value = (value * radix) + digit;
        }

        return text.Length == 0 ? null : value;
    }

    private static string Write(BigInteger value, int radix)
    {
        var digits = new StringBuilder();
        do
        {
            digits.Insert(0, Digits[(int)(value % radix)]);
            value /= radix;
        }
        while (!value.IsZero);
        return digits.ToString();
    }
}

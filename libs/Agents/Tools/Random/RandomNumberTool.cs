using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;

namespace Switchyard.Agents.Tools.Random;

/// <summary>Draws a whole number, both ends included, each as likely as the other.</summary>
public sealed class RandomNumberTool : ITool
{
    /// <inheritdoc/>
    public ToolDefinition Definition { get; } = new()
    {
        Name = "random_number",
        Description = "Draw a random integer.",
        Category = ToolCategories.System,
        WhenToUse = "Use it to pick, roll or draw a number by chance.",
        Parameters =
        [
            new("min", ToolParameterKind.WholeNumber, "The smallest number."),
            new("max", ToolParameterKind.WholeNumber, "The largest number."),
        ],
        Tags = ["random", "dice", "roll", "pick", "draw", "chance", "lottery", "number"],
        Examples = ["Pick a number from 96 to 68590.", "Roll a random number from 24 to 1582", "Random number between 1 and 6"],
    };

    /// <inheritdoc/>
    public ValueTask<ToolResult> InvokeAsync(ToolArguments arguments, ToolContext context, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(arguments);
        var (min, max) = (arguments.GetInteger("min"), arguments.GetInteger("max"));
        return new(min <= max
            ? ToolResult.Success(Draw(min, max).ToString(CultureInfo.InvariantCulture))
            : ToolResult.Failure("min must not be larger than max"));
    }

    private static long Draw(long min, long max)
    {
        // The width wraps to 0 when every 64-bit number is wanted. Draws at the ragged end are thrown away: a modulo alone favours small numbers.
        var width = unchecked((ulong)max - (ulong)min + 1);
        var ragged = width == 0 ? 0 : (ulong.MaxValue % width + 1) % width;
        ulong draw;
        Span<byte> bytes = stackalloc byte[sizeof(ulong)];
        do
        {
            RandomNumberGenerator.Fill(bytes);
            draw = BinaryPrimitives.ReadUInt64LittleEndian(bytes);
        }
        while (ragged != 0 && draw > ulong.MaxValue - ragged);
        return unchecked((long)((ulong)min + (width == 0 ? draw : draw % width)));
    }
}

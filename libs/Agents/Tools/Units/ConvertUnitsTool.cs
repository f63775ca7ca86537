using Switchyard.Agents.Tools.Numbers;

namespace Switchyard.Agents.Tools.Units;

/// <summary>Converts a value between units of the same quantity.</summary>
public sealed class ConvertUnitsTool : ITool
{
    /// <inheritdoc/>
    public ToolDefinition Definition { get; } = new()
    {
        Name = "convert_units",
        Description = "Convert a value between units.",
        Category = ToolCategories.Math,
        WhenToUse = "Use it to convert length, mass, temperature, volume, speed, area, time, data or energy.",
        Parameters =
        [
            new("value", ToolParameterKind.Number, "The number to convert."),
            new("from", ToolParameterKind.Text, "The unit it is in, such as km.") { MaxLength = 40 },
            new("to", ToolParameterKind.Text, "The unit wanted, such as miles.") { MaxLength = 40 },
        ],
        Tags = ["convert", "conversion", "unit", .. UnitTable.Names.Where(name => name.Length > 3 || name is "km" or "cm" or "kg" or "lb" or "mph")],
        Examples = ["Convert 11.85 km to miles.", "26938 fahrenheit in celsius?", "What is 102 meters in feet?", "5 pounds in kilograms", "21 liters into gallons"],
    };

    /// <inheritdoc/>
    public ValueTask<ToolResult> InvokeAsync(ToolArguments arguments, ToolContext context, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(arguments);
        var (fromName, toName) = (arguments.GetText("from"), arguments.GetText("to"));
        if (!UnitTable.TryGet(fromName, out var from))
        {
            return new(ToolResult.Failure($"unknown unit: {fromName}"));
        }

        if (!UnitTable.TryGet(toName, out var to))
        {
            return new(ToolResult.Failure($"unknown unit: {toName}"));
        }

        return new(from.Quantity == to.Quantity
            ? NumberText.ToResult(to.FromBase(from.ToBase(arguments.GetNumber("value"))))
            : ToolResult.Failure($"{fromName} is a unit of {from.Quantity}, {toName} is one of {to.Quantity}"));
    }
}

using System.Globalization;
using Switchyard.Agents.Tools;

namespace Switchyard.PostOffice;

/// <summary>Says what a parcel costs. It computes, so it is pure: it may be called again without harm.</summary>
public sealed class PostageTool : ComputedTool
{
    /// <summary>The tool's name.</summary>
    public const string Name = "postage";

    private const double MaxKilograms = 30;

    /// <inheritdoc/>
    public override ToolDefinition Definition { get; } = new()
    {
        Name = Name,
        Description = "Says what a parcel costs by its weight and where it goes.",
        WhenToUse = "A question for the price of a parcel, a letter or postage.",
        Category = "post",
        Tags = ["parcel", "price", "postage", "shipping"],
        Examples = ["What does a parcel of 2 kg to France cost?"],
        Parameters =
        [
            new ToolParameter("kilograms", ToolParameterKind.Number, "The weight in kilograms, more than 0 and at most 30."),
            new ToolParameter("zone", ToolParameterKind.Text, "Where it goes: home, europe or world.") { AllowedValues = ["home", "europe", "world"] },
        ],
    };

    /// <inheritdoc/>
    protected override ToolResult Compute(ToolArguments arguments)
    {
        ArgumentNullException.ThrowIfNull(arguments);
        var kilograms = arguments.GetNumber("kilograms");
        if (kilograms is not (> 0 and <= MaxKilograms))
        {
            return ToolResult.Failure("the weight must be more than 0 and at most 30 kilograms.");
        }

        var (first, more) = arguments.GetText("zone").ToLowerInvariant() switch
        {
            "home" => (4.5, 0.5),
            "europe" => (9.0, 1.5),
            _ => (15.0, 4.0),
        };
        return ToolResult.Success(string.Create(CultureInfo.InvariantCulture, $"{first + (more * (Math.Ceiling(kilograms) - 1)):0.00} EUR"));
    }
}

using System.Text.Json;
using System.Text.RegularExpressions;
using Switchyard.Agents.Tools.Data;

namespace Switchyard.Agents.Tools.Text;

/// <summary>Puts values into the places of a template.</summary>
public sealed partial class FillTemplateTool : ComputedTool
{
    /// <inheritdoc/>
    public override ToolDefinition Definition { get; } = new()
    {
        Name = "fill_template",
        Description = "Fill the {{names}} of a template with values.",
        Category = ToolCategories.Text,
        WhenToUse = "Use it to make a letter or text of a template and values in JSON.",
        Parameters =
        [
            new("template", ToolParameterKind.Text, "The text with names in double braces.") { MaxLength = TextLimits.MaxLength },
            new("values", ToolParameterKind.Text, "A JSON object with a value for each name.") { MaxLength = TextLimits.MaxLength },
        ],
        Tags = ["template", "fill", "placeholder", "placeholders", "render", "letter"],
        Examples = ["Fill the template \"Dear {{name}}\" with name Ada", "Render this template with the values"],
    };

    /// <inheritdoc/>
    protected override ToolResult Compute(ToolArguments arguments)
    {
        ArgumentNullException.ThrowIfNull(arguments);
        using var values = JsonText.Parse(arguments.GetText("values"), out var error);
        if (values is null || values.RootElement.ValueKind != JsonValueKind.Object)
        {
            return ToolResult.Failure(error ?? "the values must be a JSON object");
        }

        var template = arguments.GetText("template");
        var places = Place().Matches(template).Select(match => match.Groups["name"].Value).ToList();
        var texts = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var name in places.Distinct(StringComparer.Ordinal))
        {
            if (!values.RootElement.TryGetProperty(name, out var value))
            {
                return ToolResult.Failure($"there is no value for {name}");
            }

            texts[name] = JsonText.ToPlain(value);
        }

        return template.Length + places.Sum(name => (long)texts[name].Length) <= TextLimits.MaxOutput
            ? ToolResult.Success(Place().Replace(template, match => texts[match.Groups["name"].Value]))
            : ToolResult.Failure(TextLimits.TooLong);
    }

    [GeneratedRegex(@"\{\{\s*(?<name>[\w.-]{1,100})\s*\}\}", RegexOptions.CultureInvariant)]
    private static partial Regex Place();
}

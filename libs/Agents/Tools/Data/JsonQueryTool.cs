namespace Switchyard.Agents.Tools.Data;

/// <summary>Reads values out of JSON.</summary>
public sealed class JsonQueryTool : ComputedTool
{
    private const int MaxValues = 500;

    /// <inheritdoc/>
    public override ToolDefinition Definition { get; } = new()
    {
        Name = "json_query",
        Description = "Read values out of JSON by a path.",
        Category = ToolCategories.Data,
        WhenToUse = "Use it to get a field, an element or all of them out of a JSON document.",
        Parameters =
        [
            new("json", ToolParameterKind.Text, "The JSON document.") { MaxLength = JsonText.MaxLength },
            new("path", ToolParameterKind.Text, "For example items[0].name, items[*].price or /items/0/name.") { MaxLength = 500 },
        ],
        Tags = ["json", "field", "property", "jsonpath", "pointer", "query", "object", "array"],
        Examples = ["Get user.name from this JSON", "Read all prices in the JSON array items"],
    };

    /// <inheritdoc/>
    protected override ToolResult Compute(ToolArguments arguments)
    {
        ArgumentNullException.ThrowIfNull(arguments);
        if (JsonPath.Read(arguments.GetText("path")) is not { } path)
        {
            return ToolResult.Failure("a bracket of the path is not closed");
        }

        using var document = JsonText.Parse(arguments.GetText("json"), out var error);
        if (document is null)
        {
            return ToolResult.Failure(error!);
        }

        var values = path.Find(document.RootElement).Take(MaxValues + 1).Select(JsonText.ToPlain).ToList();
        return values.Count == 0 ? ToolResult.Failure("the path leads to nothing")
            : values.Count > MaxValues ? ToolResult.Success($"{string.Join('\n', values[..MaxValues])}\n(more than these {MaxValues})")
            : ToolResult.Success(string.Join('\n', values));
    }
}

using Switchyard.JsonSchemas;

namespace Switchyard.Agents.Tools.Json;

/// <summary>Checks JSON against a schema.</summary>
public sealed class ValidateJsonTool : ComputedTool
{
    private const int MaxLength = 500_000;

    /// <inheritdoc/>
    public override ToolDefinition Definition { get; } = new()
    {
        Name = "validate_json",
        Description = "Check JSON against a JSON Schema.",
        Category = ToolCategories.Data,
        WhenToUse = "Use it to see whether a document has the form that is asked for.",
        Parameters =
        [
            new("json", ToolParameterKind.Text, "The JSON document.") { MaxLength = MaxLength },
            new("schema", ToolParameterKind.Text, "The JSON Schema, draft 2020-12.") { MaxLength = MaxLength },
        ],
        Tags = ["json", "schema", "validate", "valid", "check"],
        Examples = ["Is this JSON valid by the schema?", "Validate {\"a\":1} against the JSON Schema {\"type\":\"object\"}"],
    };

    /// <inheritdoc/>
    protected override ToolResult Compute(ToolArguments arguments)
    {
        ArgumentNullException.ThrowIfNull(arguments);
        if (JsonInput.TryRead(arguments.GetText("json")) is not { } document)
        {
            return ToolResult.Failure("the document is not JSON");
        }

        if (JsonInput.TryRead(arguments.GetText("schema")) is not { } schema)
        {
            return ToolResult.Failure("the schema is not JSON");
        }

        try
        {
            return ToolResult.Success(JsonSchema.Read(schema).Validate(document) is { } wrong ? $"not valid: {wrong}" : "valid");
        }
        catch (SchemaException exception)
        {
            return ToolResult.Failure($"the schema cannot be used: {exception.Message}");
        }
    }
}

using System.Text.Json;
using System.Text.Json.Nodes;

namespace Switchyard.Agents.Tools;

/// <summary>Writes parameters as the JSON Schema object that model APIs take.</summary>
internal static class ToolSchema
{
    public static JsonElement Create(IReadOnlyList<ToolParameter> parameters)
    {
        var properties = new JsonObject();
        var required = new JsonArray();
        foreach (var parameter in parameters)
        {
            properties[parameter.Name] = CreateProperty(parameter);
            if (parameter.Required)
            {
                required.Add((JsonNode)parameter.Name);
            }
        }

        var schema = new JsonObject { ["type"] = "object", ["properties"] = properties, ["required"] = required, ["additionalProperties"] = false };
        using var document = JsonDocument.Parse(schema.ToJsonString());
        return document.RootElement.Clone();
    }

    private static JsonObject CreateProperty(ToolParameter parameter)
    {
        var property = new JsonObject { ["type"] = GetTypeName(parameter.Kind), ["description"] = parameter.Description };
        if (parameter.Kind == ToolParameterKind.Text)
        {
            property["maxLength"] = parameter.MaxLength;
        }
        else if (parameter.Kind == ToolParameterKind.TextList)
        {
            property["items"] = new JsonObject { ["type"] = "string", ["maxLength"] = parameter.MaxLength };
            property["maxItems"] = parameter.MaxItems;
        }

        if (parameter.AllowedValues.Count > 0)
        {
            property["enum"] = new JsonArray([.. parameter.AllowedValues.Select(value => (JsonNode)value)]);
        }

        return property;
    }

    private static string GetTypeName(ToolParameterKind kind) => kind switch
    {
        ToolParameterKind.Number => "number",
        ToolParameterKind.WholeNumber => "integer",
        ToolParameterKind.TextList => "array",
        _ => "string",
    };
}

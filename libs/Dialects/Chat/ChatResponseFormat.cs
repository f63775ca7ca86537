using Switchyard.Dialects.Features;
using Switchyard.Dialects.Json;
using Switchyard.Dialects.Requests;

namespace Switchyard.Dialects.Chat;

/// <summary>The member <c>response_format</c>.</summary>
internal static class ChatResponseFormat
{
    public static ResponseFormat? Read(JsonField format)
    {
        if (format.IsAbsent)
        {
            return null;
        }

        return format["type"].Text() switch
        {
            "text" => null,
            "json_object" => new ResponseFormat(ResponseFormatKind.JsonObject),
            "json_schema" => ReadSchema(format["json_schema"]),
            _ => throw format["type"].Wrong("text, json_object or json_schema"),
        };
    }

    /// <summary>Reads the object that holds a schema, which in responses is the format itself.</summary>
    public static ResponseFormat ReadSchema(JsonField schema) => new(ResponseFormatKind.JsonSchema, schema["schema"].OptionalObject() ?? throw schema["schema"].Wrong("an object"))
    {
        Name = schema["name"].Text(),
        Description = schema["description"].OptionalText(),
        Strict = schema["strict"].Flag(),
    };

    public static void Write(RequestTranslation translation)
    {
        if (translation.Request.ResponseFormat is not { } format)
        {
            return;
        }

        var json = translation.Json;
        json.WriteStartObject("response_format");
        if (format.Kind == ResponseFormatKind.JsonObject)
        {
            json.WriteString("type", "json_object");
        }
        else
        {
            json.WriteString("type", "json_schema");
            json.WriteStartObject("json_schema");
            json.WriteString("name", format.Name);
            json.WriteOptional("description", format.Description);
            json.WriteOptional("schema", format.Schema);
            json.WriteOptional("strict", format.Strict);
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }
}

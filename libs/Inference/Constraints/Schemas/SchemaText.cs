using System.Text;
using System.Text.Json;

namespace Switchyard.Inference.Constraints.Schemas;

/// <summary>Checks a schema's text before it is read.</summary>
internal static class SchemaText
{
    private const int MaxBytes = 256 << 10;

    public static void Check(JsonElement schema)
    {
        var text = Encoding.UTF8.GetBytes(schema.GetRawText());
        if (text.Length > MaxBytes)
        {
            throw new ConstraintException("#", "schema", $"it is longer than {MaxBytes} bytes");
        }

        var reader = new Utf8JsonReader(text);
        while (reader.Read())
        {
            if (reader.TokenType is JsonTokenType.String or JsonTokenType.PropertyName && reader.ValueIsEscaped && !IsText(ref reader))
            {
                throw new ConstraintException("#", "schema", "a string in it holds half of a surrogate pair");
            }
        }
    }

    private static bool IsText(ref Utf8JsonReader reader)
    {
        try
        {
            return reader.GetString() is not null;
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }
}

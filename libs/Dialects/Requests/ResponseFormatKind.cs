namespace Switchyard.Dialects.Requests;

/// <summary>The form an answer's text must have.</summary>
public enum ResponseFormatKind
{
    /// <summary>Any JSON object.</summary>
    JsonObject,

    /// <summary>JSON after a schema.</summary>
    JsonSchema,
}

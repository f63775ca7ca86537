namespace Switchyard.Inference.Constraints.Schemas;

/// <summary>Keywords that ask nothing of a value.</summary>
internal static class SchemaKeywords
{
    // Everything that is neither here nor understood is refused.
    private static readonly HashSet<string> s_annotations = new(StringComparer.Ordinal)
    {
        "$schema", "$comment", "$defs", "definitions", "title", "description", "default", "examples", "example",
        "deprecated", "readOnly", "writeOnly", "contentEncoding", "contentMediaType", "contentSchema",
    };

    public static bool IsAnnotation(string keyword) => s_annotations.Contains(keyword);
}

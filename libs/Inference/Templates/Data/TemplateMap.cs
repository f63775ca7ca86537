namespace Switchyard.Inference.Templates.Data;

/// <summary>A mapping from texts in the order its members were given, as Python's is.</summary>
internal sealed class TemplateMap : OrderedDictionary<string, object?>
{
    public TemplateMap()
        : base(StringComparer.Ordinal)
    {
    }
}

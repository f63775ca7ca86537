namespace Switchyard.Inference.Templates;

/// <summary>A mapping in the order its members were given, as Python's is.</summary>
internal sealed class TemplateMap : OrderedDictionary<string, object?>
{
    public TemplateMap()
        : base(StringComparer.Ordinal)
    {
    }

    /// <summary>Gets or sets whether the template may set members: the result of <c>namespace()</c>.</summary>
    public bool IsNamespace { get; init; }
}

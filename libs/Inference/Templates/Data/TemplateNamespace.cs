namespace Switchyard.Inference.Templates.Data;

/// <summary>The result of <c>namespace()</c>: an object whose members a template may set from within loops.</summary>
internal sealed class TemplateNamespace(TemplateMap members)
{
    public TemplateMap Members => members;
}

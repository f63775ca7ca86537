using Switchyard.Inference.Templates.Data;

namespace Switchyard.Inference.Templates.Runtime;

/// <summary>The evaluated arguments of a call, a filter or a test, as they were written.</summary>
internal sealed record CallArguments(List<object?> Positional, TemplateMap Named)
{
    public static CallArguments None { get; } = new([], []);
}

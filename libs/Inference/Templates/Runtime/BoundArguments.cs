using Switchyard.Inference.Templates.Data;

namespace Switchyard.Inference.Templates.Runtime;

/// <summary>The arguments of a built-in, each at its parameter's place.</summary>
internal sealed class BoundArguments(string callee, object?[] values)
{
    /// <summary>Stands where an argument was left out.</summary>
    public static readonly object Missing = new();

    public bool Has(int index) => !ReferenceEquals(values[index], Missing);

    public object? Get(int index, object? whenMissing) => Has(index) ? values[index] : whenMissing;

    public object? Get(int index) => values[index];

    public string Text(int index) => values[index] as string ?? throw Wrong(index, "a string");

    public string Text(int index, string whenMissing) => Has(index) ? Text(index) : whenMissing;

    /// <summary>Gets a text, or null when it was left out or none.</summary>
    public string? TextOrNone(int index) => Has(index) && values[index] is not null ? Text(index) : null;

    public long Whole(int index, long whenMissing) => !Has(index) ? whenMissing : Values.TryWhole(values[index], out var number) ? number : throw Wrong(index, "a whole number");

    public bool Flag(int index, bool whenMissing) => Has(index) ? Values.IsTrue(values[index]) : whenMissing;

    private TemplateException Wrong(int index, string need) => TemplateErrors.Runtime($"calls '{callee}' with {Values.Describe(values[index])} where it needs {need}");
}

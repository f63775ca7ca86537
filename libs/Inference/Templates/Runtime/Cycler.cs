namespace Switchyard.Inference.Templates.Runtime;

/// <summary>The result of <c>cycler()</c>: gives its values one after another, again and again.</summary>
internal sealed class Cycler
{
    private readonly List<object?> _values;
    private int _next;

    public Cycler(List<object?> values) => _values = values.Count > 0 ? values : throw TemplateErrors.Runtime("calls 'cycler' without values");

    public object? Current => _values[_next];

    public object? Next()
    {
        var value = _values[_next];
        _next = (_next + 1) % _values.Count;
        return value;
    }

    public void Reset() => _next = 0;
}

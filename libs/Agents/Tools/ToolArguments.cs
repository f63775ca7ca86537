namespace Switchyard.Agents.Tools;

/// <summary>The arguments of one call, already checked against the tool's parameters.</summary>
public sealed class ToolArguments
{
    private readonly Dictionary<string, object> _values;

    internal ToolArguments(Dictionary<string, object> values) => _values = values;

    /// <summary>Gets a text, or <paramref name="fallback"/> where an optional one is absent.</summary>
    public string GetText(string name, string fallback = "") => _values.TryGetValue(name, out var value) ? (string)value : fallback;

    /// <summary>Gets a number, or <paramref name="fallback"/> where an optional one is absent.</summary>
    public double GetNumber(string name, double fallback = 0) => _values.TryGetValue(name, out var value) ? (double)value : fallback;

    /// <summary>Gets a whole number, or <paramref name="fallback"/> where an optional one is absent.</summary>
    public long GetInteger(string name, long fallback = 0) => _values.TryGetValue(name, out var value) ? (long)value : fallback;
}

using Switchyard.Inference.Templates.Builtins;
using Switchyard.Inference.Templates.Data;

namespace Switchyard.Inference.Templates.Runtime;

/// <summary>The names a part of a template sees: its own first, then those around it, then the built-in functions. A loop's turn has its own.</summary>
internal sealed class Scope(Scope? parent)
{
    private readonly Dictionary<string, object?> _names = new(StringComparer.Ordinal);

    public void Set(string name, object? value) => _names[name] = value;

    public object? Get(string name)
    {
        for (var scope = this; scope is not null; scope = scope.Parent)
        {
            if (scope._names.TryGetValue(name, out var value))
            {
                return value;
            }
        }

        return Functions.Find(name) ?? (object)new Undefined(name);
    }

    private Scope? Parent { get; } = parent;
}

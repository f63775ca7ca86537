using Switchyard.Inference.Templates.Data;

namespace Switchyard.Inference.Templates.Runtime;

/// <summary>The name <c>loop</c> in a loop's body: where the loop stands. A recursive loop is called with the items one level deeper.</summary>
internal sealed class LoopContext(List<object?> items, int depth, Func<object?, LoopContext, string>? recurse)
{
    private object? _last;
    private bool _hasLast;

    /// <summary>Gets or sets the current item's index.</summary>
    public int Index { get; set; }

    public int Length => items.Count;

    public int Depth => depth;

    public object? Get(string name) => name switch
    {
        "index" => Index + 1L,
        "index0" => (long)Index,
        "revindex" => (long)(items.Count - Index),
        "revindex0" => items.Count - Index - 1L,
        "first" => Index == 0,
        "last" => Index == items.Count - 1,
        "length" => (long)items.Count,
        "depth" => depth + 1L,
        "depth0" => (long)depth,
        "previtem" => Index > 0 ? items[Index - 1] : new Undefined("loop.previtem"),
        "nextitem" => Index + 1 < items.Count ? items[Index + 1] : new Undefined("loop.nextitem"),
        _ => new Undefined(name),
    };

    /// <summary>Gets the items after the current one.</summary>
    public List<object?> Rest() => items[Math.Min(Index + 1, items.Count)..];

    /// <summary>Runs the loop's body over other items, one level deeper, and gets what it writes.</summary>
    public string Recurse(CallArguments arguments) => recurse is not null && arguments is { Positional: [var deeper], Named.Count: 0 }
        ? recurse(deeper, this)
        : throw TemplateErrors.Runtime("calls 'loop' in a loop that is not recursive, or with other arguments than the items");

    /// <summary>Gets whether <paramref name="value"/> differs from the last time this was asked.</summary>
    public bool HasChanged(TemplateList value, RenderContext context)
    {
        var hasChanged = !_hasLast || !Comparison.AreEqual(_last, value, context);
        (_last, _hasLast) = (value, true);
        return hasChanged;
    }

    public object? Cycle(List<object?> values) => values.Count == 0 ? throw TemplateErrors.Runtime("calls 'cycle' without values") : values[Index % values.Count];
}

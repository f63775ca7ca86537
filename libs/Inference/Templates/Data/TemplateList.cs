using System.Collections;

namespace Switchyard.Inference.Templates.Data;

/// <summary>A sequence of values.</summary>
internal sealed class TemplateList(List<object?> items, ListKind kind) : IReadOnlyList<object?>
{
    private bool _isTaken;

    public ListKind Kind => kind;

    /// <summary>Gets the items. Only a list's may be changed.</summary>
    public List<object?> Items => items;

    public int Count => items.Count;

    public object? this[int index] => items[index];

    public static TemplateList List(List<object?> items) => new(items, ListKind.List);

    public static TemplateList Tuple(params List<object?> items) => new(items, ListKind.Tuple);

    public static TemplateList View(List<object?> items) => new(items, ListKind.View);

    public static TemplateList Iterator(List<object?> items) => new(items, ListKind.Iterator);

    /// <summary>Gets the items for going over them: an iterator's only once, as in Python.</summary>
    public List<object?> Take()
    {
        if (kind != ListKind.Iterator)
        {
            return items;
        }

        var given = _isTaken ? [] : items;
        _isTaken = true;
        return given;
    }

    public IEnumerator<object?> GetEnumerator() => items.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}

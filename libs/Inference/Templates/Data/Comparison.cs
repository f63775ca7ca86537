using System.Numerics;
using Switchyard.Inference.Templates.Runtime;

namespace Switchyard.Inference.Templates.Data;

/// <summary>Equality, order and membership of values as in Python.</summary>
internal static class Comparison
{
    public static bool AreEqual(object? left, object? right, RenderContext context)
    {
        context.Charge(1);
        return (left, right) switch
        {
            (null, null) or (Undefined, Undefined) => true,
            (string a, string b) => AreEqualTexts(a, b, context),
            (TemplateList a, TemplateList b) => AreEqualLists(a, b, context),
            (TemplateMap a, TemplateMap b) => AreEqualMaps(a, b, context),
            (long a, long b) => a == b,
            (BigInteger a, BigInteger b) => a == b,
            _ when Values.TryNumber(left, out var x) && Values.TryNumber(right, out var y) => x == y,
            _ => ReferenceEquals(left, right) && left is not null,
        };
    }

    /// <summary>Gets whether both are one and the same, as far as values can be told apart by that.</summary>
    public static bool AreSame(object? left, object? right, RenderContext context) => left is null or Undefined or bool or long or double or string
        ? left?.GetType() == right?.GetType() && AreEqual(left, right, context)
        : ReferenceEquals(left, right);

    public static int Order(object? left, object? right, RenderContext context)
    {
        context.Charge(1);
        switch (left, right)
        {
            case (string a, string b):
                context.ChargeText(Math.Min(a.Length, b.Length));
                return PythonText.Compare(a, b);
            case (TemplateList { Kind: ListKind.List or ListKind.Tuple } a, TemplateList b) when a.Kind == b.Kind:
                return OrderLists(a, b, context);
            case (long a, long b):
                return a.CompareTo(b);
            default:
                return Values.TryNumber(left, out var x) && Values.TryNumber(right, out var y)
                    ? x.CompareTo(y)
                    : throw TemplateErrors.Runtime($"compares {Values.Describe(left)} with {Values.Describe(right)}, which have no order");
        }
    }

    public static bool Contains(object? container, object? item, RenderContext context)
    {
        switch (container)
        {
            case string text:
                var part = item as string ?? throw TemplateErrors.Runtime($"looks for {Values.Describe(item)} in a string");
                context.ChargeSearch(text, part);
                return text.Contains(part, StringComparison.Ordinal);
            case TemplateMap map:
                return item is TemplateMap or TemplateList { Kind: ListKind.List }
                    ? throw TemplateErrors.Runtime($"looks for {Values.Describe(item)} in a mapping")
                    : item is string key && map.ContainsKey(key);
            case TemplateList or Undefined:
                return Values.ToList(container, context).Exists(other => AreEqual(other, item, context));
            default:
                throw TemplateErrors.Runtime($"looks for something in {Values.Describe(container)}");
        }
    }

    private static bool AreEqualTexts(string a, string b, RenderContext context)
    {
        if (a.Length != b.Length)
        {
            return false;
        }

        context.ChargeText(a.Length);
        return string.Equals(a, b, StringComparison.Ordinal);
    }

    private static bool AreEqualLists(TemplateList a, TemplateList b, RenderContext context)
    {
        if (ReferenceEquals(a, b))
        {
            return true;
        }

        if (a.Kind != b.Kind || a.Kind is ListKind.Iterator or ListKind.View || a.Count != b.Count)
        {
            return false;
        }

        context.Enter();
        var areEqual = true;
        for (var i = 0; areEqual && i < a.Count; i++)
        {
            areEqual = AreEqual(a[i], b[i], context);
        }

        context.Leave();
        return areEqual;
    }

    private static bool AreEqualMaps(TemplateMap a, TemplateMap b, RenderContext context)
    {
        if (a.Count != b.Count)
        {
            return false;
        }

        context.Enter();
        var areEqual = true;
        foreach (var (key, value) in a)
        {
            areEqual = areEqual && b.TryGetValue(key, out var other) && AreEqual(value, other, context);
        }

        context.Leave();
        return areEqual;
    }

    private static int OrderLists(TemplateList a, TemplateList b, RenderContext context)
    {
        context.Enter();
        var order = 0;
        for (var i = 0; order == 0 && i < Math.Min(a.Count, b.Count); i++)
        {
            order = AreEqual(a[i], b[i], context) ? 0 : Order(a[i], b[i], context);
        }

        context.Leave();
        return order == 0 ? a.Count.CompareTo(b.Count) : order;
    }
}

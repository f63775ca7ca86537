namespace Switchyard.Inference.Constraints.Schemas;

/// <summary>An end of a range of numbers.</summary>
/// <param name="Value">The number.</param>
/// <param name="IsExclusive">Whether the number itself is outside.</param>
internal readonly record struct NumberBound(DecimalNumber Value, bool IsExclusive)
{
    public static NumberBound Lower(NumberBound? left, NumberBound right)
    {
        var order = left is { } bound ? bound.Value.CompareTo(right.Value) : -1;
        return order > 0 || (order == 0 && left!.Value.IsExclusive) ? left!.Value : right;
    }

    public static NumberBound Upper(NumberBound? left, NumberBound right)
    {
        var order = left is { } bound ? bound.Value.CompareTo(right.Value) : 1;
        return order < 0 || (order == 0 && left!.Value.IsExclusive) ? left!.Value : right;
    }
}

using System.Collections.Immutable;

namespace Switchyard.Inference.Constraints.Schemas;

/// <summary>What a schema asks of numbers.</summary>
internal sealed record NumberShape
{
    public static NumberShape Any { get; } = new();

    public NumberBound? Min { get; init; }

    public NumberBound? Max { get; init; }

    public ImmutableArray<DecimalNumber> Divisors { get; init; } = [];

    public bool Contains(DecimalNumber value) =>
        (Min is not { } min || value.CompareTo(min.Value) is var low && (low > 0 || (low == 0 && !min.IsExclusive)))
        && (Max is not { } max || value.CompareTo(max.Value) is var high && (high < 0 || (high == 0 && !max.IsExclusive)))
        && Divisors.All(value.IsMultipleOf);
}

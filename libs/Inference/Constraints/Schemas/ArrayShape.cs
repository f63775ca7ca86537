using System.Collections.Immutable;

namespace Switchyard.Inference.Constraints.Schemas;

/// <summary>What a schema asks of arrays.</summary>
internal sealed record ArrayShape
{
    public static ArrayShape Any { get; } = new();

    public ImmutableArray<Conjunction> Prefix { get; init; } = [];

    public Conjunction Items { get; init; } = Conjunction.Any;

    public int MinItems { get; init; }

    public int? MaxItems { get; init; }

    public bool UniqueItems { get; init; }
}

using System.Collections.Immutable;

namespace Switchyard.Inference.Constraints.Schemas;

/// <summary>What a schema asks of objects.</summary>
internal sealed record ObjectShape
{
    public static ObjectShape Any { get; } = new();

    /// <summary>Gets the named properties in the order in which they are written.</summary>
    public ImmutableArray<KeyValuePair<string, Conjunction>> Properties { get; init; } = [];

    public ImmutableArray<KeyValuePair<string, Conjunction>> PatternProperties { get; init; } = [];

    public Conjunction Additional { get; init; } = Conjunction.Any;

    public ImmutableArray<string> Required { get; init; } = [];

    public int MinProperties { get; init; }

    public int? MaxProperties { get; init; }

    public Conjunction? Find(string name)
    {
        foreach (var (key, value) in Properties)
        {
            if (key == name)
            {
                return value;
            }
        }

        return null;
    }
}

using System.Collections.Immutable;
using System.Text.Json;

namespace Switchyard.Inference.Constraints.Schemas;

/// <summary>All that a conjunction of schemas asks, sorted by the kind of value; choices are still open.</summary>
internal sealed record SchemaShape
{
    public static SchemaShape Any { get; } = new();

    public JsonKinds Kinds { get; init; } = JsonKinds.All;

    /// <summary>Gets whether a schema names types.</summary>
    public bool HasType { get; init; }

    /// <summary>Gets the kinds of which keywords other than types ask something.</summary>
    public JsonKinds Mentioned { get; init; }

    /// <summary>Gets whether no value can satisfy the schemas.</summary>
    public bool IsImpossible { get; init; }

    /// <summary>Gets the only values there may be, or null.</summary>
    public ImmutableArray<JsonElement>? Values { get; init; }

    public NumberShape Number { get; init; } = NumberShape.Any;

    public StringShape Text { get; init; } = StringShape.Any;

    public ArrayShape Array { get; init; } = ArrayShape.Any;

    public ObjectShape Object { get; init; } = ObjectShape.Any;

    public ImmutableArray<SchemaChoice> Choices { get; init; } = [];

    /// <summary>Gets the kinds to write: without named types, those that the schemas speak of.</summary>
    public JsonKinds WrittenKinds => HasType || Mentioned == JsonKinds.None ? Kinds : Kinds & Mentioned;
}

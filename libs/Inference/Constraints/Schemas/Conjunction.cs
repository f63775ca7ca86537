using System.Collections.Immutable;

namespace Switchyard.Inference.Constraints.Schemas;

/// <summary>Schemas that a value must all satisfy; none means any value.</summary>
/// <param name="Parts">The schemas, each place once.</param>
internal sealed record Conjunction(ImmutableArray<SchemaLocation> Parts)
{
    public static Conjunction Any { get; } = new([]);

    /// <summary>Gets what tells conjunctions apart.</summary>
    public string Key => string.Join('\n', Parts.Select(part => part.Pointer));

    public string Pointer => Parts is [var first, ..] ? first.Pointer : "#";

    /// <summary>Gets whether one of the schemas is <c>false</c>.</summary>
    public bool IsFalse => Parts.Any(part => part.Element.ValueKind == System.Text.Json.JsonValueKind.False);

    public static Conjunction Of(SchemaLocation part) => new([part]);

    public Conjunction And(Conjunction other) =>
        new([.. Parts, .. other.Parts.Where(part => Parts.All(own => own.Pointer != part.Pointer))]);
}

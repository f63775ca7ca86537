using System.Collections.Immutable;

namespace Switchyard.Inference.Constraints.Schemas;

/// <summary>Schemas of which a value must satisfy one.</summary>
/// <param name="Pointer">Where the choice stands.</param>
/// <param name="IsExclusive">Whether it must be exactly one.</param>
/// <param name="Branches">The schemas.</param>
internal sealed record SchemaChoice(string Pointer, bool IsExclusive, ImmutableArray<SchemaLocation> Branches);

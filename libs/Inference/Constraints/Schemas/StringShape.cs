using System.Collections.Immutable;

namespace Switchyard.Inference.Constraints.Schemas;

/// <summary>What a schema asks of strings.</summary>
internal sealed record StringShape
{
    public static StringShape Any { get; } = new();

    public int MinLength { get; init; }

    public int? MaxLength { get; init; }

    /// <summary>Gets the regular expressions that must be found, those of formats too, each with its keyword for messages.</summary>
    public ImmutableArray<(string Pattern, string Pointer, string Keyword)> Patterns { get; init; } = [];
}

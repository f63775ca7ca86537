using Switchyard.Inference.Constraints.Automata;

namespace Switchyard.Inference.Constraints.Patterns;

/// <summary>A part of a regular expression.</summary>
internal abstract record PatternNode
{
    /// <summary>One character of a set.</summary>
    internal sealed record Set(CodePointSet Characters) : PatternNode;

    /// <summary>One part after the other; none is the empty text.</summary>
    internal sealed record Sequence(IReadOnlyList<PatternNode> Parts) : PatternNode;

    /// <summary>One of several.</summary>
    internal sealed record Alternation(IReadOnlyList<PatternNode> Branches) : PatternNode;

    /// <summary>One part several times; without a greatest number when <paramref name="Max"/> is null.</summary>
    internal sealed record Repetition(PatternNode Part, int Min, int? Max) : PatternNode;

    /// <summary>The start or the end of the text.</summary>
    internal sealed record Anchor(bool IsStart) : PatternNode;
}

using Switchyard.Inference.Constraints;

namespace Switchyard.InferenceNode.Endpoints;

/// <summary>What a chat answer must be.</summary>
/// <param name="Constraint">The constraint, or null where the text is free.</param>
/// <param name="CallPrefixes">Where the answer is either calls or an output format: what calls begin with. Otherwise empty.</param>
internal sealed record ChatConstraint(IConstraint? Constraint, IReadOnlyList<string> CallPrefixes)
{
    public static ChatConstraint None { get; } = new(null, []);
}

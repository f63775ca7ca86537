namespace Switchyard.Inference.Templates.Syntax;

/// <summary>What a value can be given to.</summary>
internal abstract record AssignmentTarget
{
    private AssignmentTarget()
    {
    }

    public sealed record Name(string Id) : AssignmentTarget;

    /// <summary>A member of a namespace.</summary>
    public sealed record Member(string Id, string MemberId) : AssignmentTarget;

    /// <summary>Targets for the items of a value.</summary>
    public sealed record Tuple(IReadOnlyList<AssignmentTarget> Items) : AssignmentTarget;
}

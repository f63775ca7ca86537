using Switchyard.Agents.Definitions;

namespace Switchyard.Agents.People;

/// <summary>The answers to the question whether a call may be made.</summary>
public static class ApprovalAnswers
{
    /// <summary>It may.</summary>
    public const string Approve = "approve";

    /// <summary>It may not.</summary>
    public const string Refuse = "refuse";

    /// <summary>Gets both.</summary>
    public static IReadOnlyList<string> All { get; } = [Approve, Refuse];

    /// <summary>The answer that holds when nobody answered in time; <see langword="null"/> where the question goes on waiting.</summary>
    internal static string? Of(ApprovalAction expired) => expired switch
    {
        ApprovalAction.Allow => Approve,
        ApprovalAction.Refuse => Refuse,
        _ => null,
    };
}

using Switchyard.Agents.Graphs.Effects;

namespace Switchyard.Agents.Definitions;

/// <summary>Which tool calls a person has to approve. A call matches where all that is given does.</summary>
public sealed record ApprovalRule
{
    /// <summary>Gets the tool's name, with <c>*</c> for any text; <see langword="null"/> for every tool.</summary>
    public string? Tool { get; init; }

    /// <summary>Gets the class of the tool's effect.</summary>
    public EffectClass? Class { get; init; }

    /// <summary>Gets the argument that is looked at.</summary>
    public string? Argument { get; init; }

    /// <summary>Gets what the argument's text must be like, with <c>*</c> for any text; an absent argument is an empty one.</summary>
    public string? Matches { get; init; }

    /// <summary>Gets what happens to a call that matches.</summary>
    public ApprovalAction Action { get; init; } = ApprovalAction.Ask;

    /// <summary>Gets how long a person may think before <see cref="Expired"/> holds; <see langword="null"/> for ever.</summary>
    public TimeSpan? Expiry { get; init; }

    /// <summary>Gets what a question that nobody answered in time comes to. Default: refused.</summary>
    public ApprovalAction Expired { get; init; } = ApprovalAction.Refuse;

    /// <summary>Gets after which time of waiting the question is passed on to <see cref="EscalateTo"/> as well.</summary>
    public TimeSpan? EscalateAfter { get; init; }

    /// <summary>Gets the user, beside the run's own, who is asked then.</summary>
    public string? EscalateTo { get; init; }
}

namespace Switchyard.Contracts.Agents;


/// <summary>Which tool calls a person has to approve. A call matches where all that is given does; the first rule that matches holds.</summary>
public sealed record ApprovalRuleDocument
{
    /// <summary>Gets the tool's name, with <c>*</c> for any text; absent for every tool.</summary>
    public string? Tool { get; init; }

    /// <summary>Gets the class of the tool's effect: <c>pure</c>, <c>idempotent</c>, <c>asks_remote</c> or <c>unsafe</c>.</summary>
    public string? Class { get; init; }

    /// <summary>Gets the argument that is looked at.</summary>
    public string? Argument { get; init; }

    /// <summary>Gets what the argument's text must be like, with <c>*</c> for any text.</summary>
    public string? Matches { get; init; }

    /// <summary>Gets what happens to a call that matches, one of <see cref="ApprovalActions"/>. Default: <c>ask</c>.</summary>
    public string? Action { get; init; }

    /// <summary>Gets how many seconds a person may think before <see cref="Expired"/> holds; absent for ever.</summary>
    public double? ExpirySeconds { get; init; }

    /// <summary>Gets what a question that nobody answered in time comes to: <c>allow</c> or <c>refuse</c>. Default: <c>refuse</c>.</summary>
    public string? Expired { get; init; }

    /// <summary>Gets after how many seconds the question is put to <see cref="EscalateTo"/> as well.</summary>
    public double? EscalateAfterSeconds { get; init; }

    /// <summary>Gets the user, beside the run's own, who is asked then.</summary>
    public string? EscalateTo { get; init; }
}

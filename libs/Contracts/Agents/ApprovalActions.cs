namespace Switchyard.Contracts.Agents;


/// <summary>What happens to a tool call that an <see cref="ApprovalRuleDocument"/> matches.</summary>
public static class ApprovalActions
{
    /// <summary>A person is asked, and the run waits.</summary>
    public const string Ask = "ask";

    /// <summary>It is made.</summary>
    public const string Allow = "allow";

    /// <summary>It is not made, and the model is told.</summary>
    public const string Refuse = "refuse";
}

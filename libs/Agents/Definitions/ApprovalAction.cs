namespace Switchyard.Agents.Definitions;

/// <summary>What happens to a tool call.</summary>
public enum ApprovalAction
{
    /// <summary>A person is asked, and the run waits.</summary>
    Ask,

    /// <summary>It is made.</summary>
    Allow,

    /// <summary>It is not made, and the model is told.</summary>
    Refuse,
}

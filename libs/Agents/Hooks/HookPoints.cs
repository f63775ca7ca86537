namespace Switchyard.Agents.Hooks;

/// <summary>What a hook may say at which point. A verdict that a point does not know is counted as the hook's failure and skipped.</summary>
public static class HookPoints
{
    /// <summary>Gets all points.</summary>
    public static IReadOnlyList<HookPoint> All { get; } = Enum.GetValues<HookPoint>();

    /// <summary>Whether what is about to happen can be refused.</summary>
    public static bool CanVeto(HookPoint point) => point is HookPoint.RunStarting or HookPoint.StepStarting or HookPoint.ModelCalling or HookPoint.ToolCalling
        or HookPoint.MessageAdding or HookPoint.Retrying or HookPoint.MemoryReading or HookPoint.MemoryWriting or HookPoint.HandoffStarting
        or HookPoint.SubagentStarting or HookPoint.CompactionStarting or HookPoint.WorkflowStarting;

    /// <summary>Whether a hook can give the outcome of what is about to happen, so that it does not happen.</summary>
    public static bool CanReplace(HookPoint point) => point is HookPoint.RunStarting or HookPoint.ModelCalling or HookPoint.ToolCalling or HookPoint.ApprovalAsked
        or HookPoint.QuestionAsked or HookPoint.Failed or HookPoint.MemoryReading or HookPoint.SubagentStarting or HookPoint.CompactionStarting
        or HookPoint.WorkflowStarting;
}

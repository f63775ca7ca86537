namespace Switchyard.Contracts.Agents;

/// <summary>The kinds of run events. A run has one run.started first and exactly one of run.completed, run.failed and run.cancelled at its end.</summary>
public static class RunEventTypes
{
    /// <summary>The run began.</summary>
    public const string Started = "run.started";

    /// <summary>What the model says before it calls a tool.</summary>
    public const string Thought = "thought";

    /// <summary>A tool is called.</summary>
    public const string ToolCall = "tool.call";

    /// <summary>A tool answered or failed.</summary>
    public const string ToolResult = "tool.result";

    /// <summary>How far a tool has come. Live only: whoever comes later sees the last one, until the tool has answered.</summary>
    public const string ToolProgress = "tool.progress";

    /// <summary>A piece of what the model is saying. The thought or message that follows holds the whole text and takes the pieces' place.</summary>
    public const string Token = "token";

    /// <summary>The whole answer.</summary>
    public const string Message = "message";

    /// <summary>A node of the graph begins its work.</summary>
    public const string StepStarted = "step.started";

    /// <summary>A node's work is recorded.</summary>
    public const string StepDone = "step.done";

    /// <summary>A person is asked.</summary>
    public const string Question = "question";

    /// <summary>A person is asked whether a tool may be called.</summary>
    public const string Approval = "approval";

    /// <summary>A person has answered, or the time to do so is over.</summary>
    public const string Answered = "answered";

    /// <summary>A question is put to somebody else as well.</summary>
    public const string Escalated = "escalated";

    /// <summary>Nobody knows whether a call happened; a person decides.</summary>
    public const string Uncertain = "uncertain";

    /// <summary>A limit of the budget is reached; the run ends with what it has.</summary>
    public const string Budget = "budget";

    /// <summary>Nothing can be done before a person answers. The stream stays open; what follows is sent when it happens.</summary>
    public const string Waiting = "run.waiting";

    /// <summary>The run goes on: after an answer, or on another host.</summary>
    public const string Resumed = "run.resumed";

    /// <summary>The run ended with an answer.</summary>
    public const string Completed = "run.completed";

    /// <summary>The run ended with an error.</summary>
    public const string Failed = "run.failed";

    /// <summary>The run was cancelled.</summary>
    public const string Cancelled = "run.cancelled";

    /// <summary>Gets those that are shown while they happen and not recorded.</summary>
    public static IReadOnlyList<string> Live { get; } = [Token, ToolProgress];

    /// <summary>Gets those after which nothing comes.</summary>
    public static IReadOnlyList<string> Last { get; } = [Completed, Failed, Cancelled];
}

namespace Switchyard.Contracts.Agents;

/// <summary>The kinds of run events. A run has one run.started first and exactly one of the last three at its end.</summary>
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

    /// <summary>A piece of what the model is saying. The thought or message that follows holds the whole text and takes the pieces' place.</summary>
    public const string Token = "token";

    /// <summary>The whole answer.</summary>
    public const string Message = "message";

    /// <summary>The run ended with an answer.</summary>
    public const string Completed = "run.completed";

    /// <summary>The run ended with an error, or its host died (the run is then <c>interrupted</c>).</summary>
    public const string Failed = "run.failed";

    /// <summary>The run was cancelled.</summary>
    public const string Cancelled = "run.cancelled";
}

namespace Switchyard.Web.Conversations;

/// <summary>Where an answer stands.</summary>
public enum AnswerStatus
{
    /// <summary>Asked; nothing has come back.</summary>
    Waiting,

    /// <summary>Steps or text are coming.</summary>
    Streaming,

    Completed,
    Stopped,
    Failed,
}

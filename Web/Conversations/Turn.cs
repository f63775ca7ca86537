namespace Switchyard.Web.Conversations;

/// <summary>A question and its answer.</summary>
public sealed record Turn(string Question, ChatTarget Target, Answer Answer);

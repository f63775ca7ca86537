namespace Switchyard.Web.Conversations;

/// <summary>What an agent did in one step.</summary>
public enum RunStepKind
{
    Thought,
    Tool,
}

namespace Switchyard.Web.Conversations;

/// <summary>Whom a conversation is with.</summary>
public enum ChatTargetKind
{
    Model,
    Agent,
}

namespace Switchyard.Web.Conversations;

/// <summary>A model or an agent one can talk to.</summary>
public sealed record ChatTarget(ChatTargetKind Kind, string Id, string Description, bool Demo = false)
{
    private const char Separator = ':';

    /// <summary>Gets the form a select element carries: <c>agent:assistant</c>, <c>model:local/pocket</c>.</summary>
    public string Key => $"{Prefix(Kind)}{Separator}{Id}";

    private static string Prefix(ChatTargetKind kind) => kind == ChatTargetKind.Agent ? "agent" : "model";
}

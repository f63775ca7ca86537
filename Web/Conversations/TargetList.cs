namespace Switchyard.Web.Conversations;

/// <summary>The targets that could be listed, agents first, and why others could not.</summary>
internal sealed record TargetList(IReadOnlyList<ChatTarget> Targets, IReadOnlyList<string> Problems)
{
    public ChatTarget? Find(string? key) => Targets.FirstOrDefault(target => target.Key == key);
}

namespace Switchyard.Inference.Templates.Data;

/// <summary>The value of a name or member that does not exist: false, empty when written or iterated, an error when looked into.</summary>
internal sealed class Undefined(string name)
{
    // Long enough to recognise, short enough for a message: the name may be text out of a conversation.
    private const int MaxNameLength = 60;

    public string Name { get; } = name.Length > MaxNameLength ? string.Concat(name.AsSpan(0, MaxNameLength), "…") : name;
}

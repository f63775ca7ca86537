namespace Switchyard.Dialects;

/// <summary>Something a request said that its upstream will not hear, and that does not change what is asked.</summary>
/// <param name="Field">The member as the caller names it, as a path.</param>
/// <param name="Reason">A sentence for the caller.</param>
public sealed record DroppedHint(string Field, string Reason);

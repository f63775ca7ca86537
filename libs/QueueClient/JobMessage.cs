namespace Switchyard.QueueClient;

/// <summary>Something a job's request or answer says.</summary>
/// <param name="Role">Who says it, or what it is.</param>
/// <param name="Text">What is said; what is no text stands in brackets.</param>
public sealed record JobMessage(string Role, string Text);

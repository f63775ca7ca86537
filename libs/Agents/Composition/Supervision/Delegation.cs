namespace Switchyard.Agents.Composition.Supervision;

/// <summary>A part of the work that a supervisor gives to a specialist.</summary>
/// <param name="To">The specialist's name.</param>
/// <param name="Task">What it is to do.</param>
internal sealed record Delegation(string To, string Task);

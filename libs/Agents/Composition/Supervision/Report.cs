namespace Switchyard.Agents.Composition.Supervision;

/// <summary>What a specialist made of its part.</summary>
internal sealed record Report(string From, string Task, string? Output, string? Error);

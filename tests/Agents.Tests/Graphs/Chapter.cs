namespace Switchyard.Agents.Tests.Graphs;

/// <summary>The state of inner graphs.</summary>
public sealed record Chapter(string Title, int Pages);

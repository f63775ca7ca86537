namespace Switchyard.Agents.Graphs.Structure;

/// <summary>A node without its code.</summary>
internal sealed record NodeShape(string Name, string Version, GraphShape? Inner);
